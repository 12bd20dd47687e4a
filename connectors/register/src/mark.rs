//! A mark of what a row says: the same for the same cells, on every machine and in every version.

/// Fowler, Noll and Vo's hash, 64 bits, variant 1a.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;
/// A byte that no UTF-8 text holds.
const END_OF_CELL: u8 = 0xff;

/// The mark of a row, by its cells as they go into the table.
pub(crate) fn of(cells: &[impl AsRef<str>]) -> u64 {
    let bytes = cells.iter().flat_map(|cell| cell.as_ref().trim().bytes().chain([END_OF_CELL]));
    bytes.fold(FNV_START, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}
