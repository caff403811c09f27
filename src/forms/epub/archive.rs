//! The archive: a ZIP file as EPUB wants it (Open Container Format, EPUB 3.3, section 4.2).
//!
//! Its first entry is `mimetype`, stored as it is; entries have the earliest time that ZIP has,
//! so that equal content gives equal bytes.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Entry;

const MEDIA_TYPE: &[u8] = b"application/epub+zip";

/// Packs entries in their order.
pub(super) fn pack(entries: &[Entry]) -> Vec<u8> {
    // In memory nothing fails; an entry that did would be a book that no reader opens, which the
    // tests would see.
    try_pack(entries).unwrap_or_default()
}

fn try_pack(entries: &[Entry]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    zip.start_file(
        "mimetype",
        options.compression_method(CompressionMethod::Stored),
    )?;
    zip.write_all(MEDIA_TYPE)?;
    for (path, bytes) in entries {
        zip.start_file(
            path.as_str(),
            options.compression_method(CompressionMethod::Deflated),
        )?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
