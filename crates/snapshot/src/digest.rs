//! SHA-256 of files, and a digest of rows that does not depend on their order.

use estate::{Table, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// 256 bits, spelled as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The SHA-256 of some bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// What a running SHA-256 has come to.
    pub(crate) fn finish(hash: &Sha256) -> Digest {
        Digest(hash.clone().finalize().into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Digest> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
        }
        Some(Digest(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Digest::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not 64 hexadecimal digits")))
    }
}

/// A digest of a table's rows: the sum, modulo 2^256, of the SHA-256 of each row's encoding. The same rows in any order, and
/// as often, have the same sum. It tells two honest pulls apart; against a forger stand the hashes of the files.
#[derive(Debug, Clone)]
pub(crate) struct RowsDigest {
    table: Table,
    /// Least significant first.
    sum: [u64; 4],
    /// One row's encoding, kept to save an allocation a row.
    row: Vec<u8>,
}

impl RowsDigest {
    pub(crate) fn new(table: Table) -> RowsDigest {
        RowsDigest { table, sum: [0; 4], row: Vec::new() }
    }

    /// Adds one row.
    pub(crate) fn add(&mut self, values: &[Value]) {
        self.row.clear();
        encode(self.table, values, &mut self.row);
        add_number(&mut self.sum, Sha256::digest(&self.row).into());
    }

    pub(crate) fn digest(&self) -> Digest {
        let mut bytes = [0; 32];
        for (to, limb) in bytes.chunks_exact_mut(8).zip(self.sum) {
            to.copy_from_slice(&limb.to_le_bytes());
        }
        Digest(bytes)
    }
}

/// Adds a number of 256 bits, its least significant byte first.
fn add_number(sum: &mut [u64; 4], number: [u8; 32]) {
    let mut carry = false;
    for (limb, bytes) in sum.iter_mut().zip(number.chunks_exact(8)) {
        let part = bytes.iter().rev().fold(0_u64, |part, byte| part << 8 | u64::from(*byte));
        let (with_part, over) = limb.overflowing_add(part);
        let (with_carry, over_again) = with_part.overflowing_add(u64::from(carry));
        *limb = with_carry;
        carry = over || over_again;
    }
}

/// Spells a row unambiguously: for each cell that is not missing, its column's name, a tag for its type and its content, each
/// text behind its length. A missing cell adds nothing, so a column that is declared later does not change old rows.
fn encode(table: Table, values: &[Value], out: &mut Vec<u8>) {
    fn text(text: &str, out: &mut Vec<u8>) {
        out.extend(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        out.extend(text.as_bytes());
    }
    for (column, value) in table.columns().iter().zip(values) {
        if *value == Value::Missing {
            continue;
        }
        text(column.name, out);
        match value {
            Value::Missing => {}
            Value::Text(words) => {
                out.push(b't');
                text(words, out);
            }
            Value::Words(words) => {
                out.push(b'w');
                text(words, out);
            }
            Value::Day(day) => {
                out.push(b'd');
                out.extend(day.year().to_le_bytes());
                out.extend(day.month().to_le_bytes());
                out.extend(day.day().to_le_bytes());
            }
            Value::Amount(amount) => {
                out.push(b'a');
                out.extend(amount.0.to_le_bytes());
            }
            Value::Integer(number) => {
                out.push(b'i');
                out.extend(number.to_le_bytes());
            }
            Value::Decimal(decimal) => {
                out.push(b'n');
                text(&decimal.to_string(), out);
            }
            Value::Flag(flag) => out.extend([b'f', u8::from(*flag)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(rows: &[[&str; 2]]) -> Digest {
        let mut digest = RowsDigest::new(Table::Organisations);
        for row in rows {
            digest.add(&row.map(|cell| Value::Text(cell.to_owned())));
        }
        digest.digest()
    }

    #[test]
    fn rows_in_another_order_have_the_same_digest_and_other_rows_another() {
        let rows = [["O1", "Wold"], ["O2", "Fell"], ["O3", "Mere"]];
        let turned = [rows[2], rows[0], rows[1]];
        assert_eq!(digest(&rows), digest(&turned));
        assert_ne!(digest(&rows), digest(&rows[..2]));
        assert_ne!(digest(&rows[..1]), digest(&[rows[0], rows[0]]), "a row twice is not a row once");
    }

    #[test]
    fn cells_that_read_alike_run_together_are_told_apart() {
        assert_ne!(digest(&[["ab", "c"]]), digest(&[["a", "bc"]]));
        let one = |value| {
            let mut digest = RowsDigest::new(Table::Assets);
            digest.add(&[value]);
            digest.digest()
        };
        assert_ne!(one(Value::Text("2026".into())), one(Value::Words("2026".into())));
        assert_ne!(one(Value::Integer(1)), one(Value::Amount(estate::Amount(1))));
    }

    #[test]
    fn the_sum_carries_from_limb_to_limb_and_wraps_at_its_end() {
        let number = |bytes: &[u8]| {
            let mut number = [0; 32];
            number[..bytes.len()].copy_from_slice(bytes);
            number
        };
        let (max, zero) = (u64::MAX, 0);
        for (sum, added, expected) in [
            ([max, max, max, max], number(&[1]), [zero; 4]),
            ([max, max, 0, 5], number(&[1]), [0, 0, 1, 5]),
            ([max, max, max, max], [0xff; 32], [max - 1, max, max, max]),
            ([0; 4], number(&[0, 1, 0, 0, 0, 0, 0, 0, 2]), [256, 2, 0, 0]),
            ([1 << 63, 0, 0, 0], number(&[0, 0, 0, 0, 0, 0, 0, 0x80]), [0, 1, 0, 0]),
        ] {
            let mut total = sum;
            add_number(&mut total, added);
            assert_eq!(total, expected, "{sum:?} + {added:?}");
        }
    }

    #[test]
    fn a_digest_is_read_as_it_is_spelled() {
        let digest = Digest::of(b"oldiron");
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(Digest::parse("12"), None);
        assert_eq!(Digest::parse(&"é".repeat(32)), None);
    }
}
