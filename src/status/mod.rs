//! How much is translated, and what there is to do.
