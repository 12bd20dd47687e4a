//! The bytes of a file, in order: as they lie on disk, out of gzip, or out of a zip archive.

use super::SourceFile;
use crate::Error;
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use zip::{CompressionMethod, ZipArchive};

/// Bytes that go by once.
pub(crate) type Bytes = Box<dyn Read>;

/// What is held in memory as a whole (a workbook, a JSON document) unpacks to at most so many bytes.
pub(super) const MOST_HELD: u64 = 256 << 20;
/// An archive has at most so many members.
const MOST_MEMBERS: usize = 10_000;

const GZIP: &[u8] = b"\x1f\x8b";
const ZIP: &[u8] = b"PK\x03\x04";

/// Opens a file at its first byte. What is packed is unpacked as it goes by.
pub(super) fn open(file: &SourceFile) -> Result<Bytes, Error> {
    let bytes = match &file.member {
        Some(member) => member_of(&file.path, member),
        None => File::open(&file.path).map(|opened| -> Bytes { Box::new(opened) }),
    };
    bytes.and_then(unpacked).map_err(|problem| file.unreadable(problem))
}

fn unpacked(mut bytes: Bytes) -> io::Result<Bytes> {
    let mut start = vec![];
    bytes.by_ref().take(2).read_to_end(&mut start)?;
    let packed = start == GZIP;
    let bytes = Cursor::new(start).chain(bytes);
    Ok(if packed { Box::new(MultiGzDecoder::new(BufReader::new(bytes))) } else { Box::new(bytes) })
}

/// One member of an archive. Its own name is never a path on this machine.
fn member_of(path: &Path, member: &str) -> io::Result<Bytes> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
    let (start, size, method) = {
        let found = archive.by_name(member)?;
        if found.encrypted() {
            return Err(io::Error::other("it is locked with a password"));
        }
        let start = found.data_start().ok_or_else(|| io::Error::other("the archive does not say where it begins"))?;
        (start, found.compressed_size(), found.compression())
    };
    let mut packed = File::open(path)?;
    packed.seek(SeekFrom::Start(start))?;
    let packed = BufReader::new(packed).take(size);
    match method {
        CompressionMethod::Stored => Ok(Box::new(packed)),
        CompressionMethod::Deflated => Ok(Box::new(DeflateDecoder::new(packed))),
        other => Err(io::Error::other(format!("it is packed by {other}. Pack it again with deflate"))),
    }
}

/// The names of the members of an archive that are files, in order; none, where the file is no archive.
pub(super) fn members(path: &Path) -> io::Result<Option<Vec<String>>> {
    let mut start = vec![];
    File::open(path)?.take(4).read_to_end(&mut start)?;
    if start != ZIP {
        return Ok(None);
    }
    let archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
    if archive.len() > MOST_MEMBERS {
        return Err(io::Error::other(format!("it has more than {MOST_MEMBERS} members")));
    }
    // A name that is in no encoding cannot be asked for again.
    let names = archive.file_names().flatten().filter(|name| !name.ends_with('/'));
    let mut names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
    names.sort();
    Ok(Some(names))
}

/// A whole file in memory, or an error that says that it is too large.
pub(super) fn held(file: &SourceFile) -> Result<Vec<u8>, Error> {
    let mut held = vec![];
    open(file)?.take(MOST_HELD + 1).read_to_end(&mut held).map_err(|problem| file.unreadable(problem))?;
    if u64::try_from(held.len()).is_ok_and(|length| length > MOST_HELD) {
        return Err(
            file.too_large(format!("it unpacks to more than {} MiB, and its kind is read as a whole", MOST_HELD >> 20))
        );
    }
    Ok(held)
}
