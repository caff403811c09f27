// ANCHOR: stroke
fn stroke() {
    println!("one litre"); // more or less
}
// ANCHOR_END: stroke
