//! A calendar file (iCalendar, RFC 5545) that updates instead of doubling: an event keeps its UID for good, and its SEQUENCE rises
//! only when its day moves.
//!
//! There is no clock here. What the last file said goes in, `DTSTAMP` is the audit date, and the same events after the same file
//! give the same bytes. Lines end in CR LF and are folded at 75 bytes, never inside a letter (§3.1); text is escaped (§3.3.11).
//!
//! No package writes it: the one that is kept well (`icalendar` 0.17) puts the machine's time and a random UID into every alarm.

use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// Something that falls on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What it is known by, the same in every file: letters, digits, `-`, `.`, `%`, `@`.
    pub uid: String,
    /// The day, `2026-03-31`.
    pub on: String,
    /// One line.
    pub summary: String,
    /// What a reader should know, in lines.
    pub description: String,
    /// A word to file it under.
    pub category: &'static str,
    /// Days before it on which a calendar rings, at nine in the morning.
    pub rings: Vec<i64>,
}

/// Where the day begins for somebody who is to act on it.
const MORNING: i64 = 9;

/// The calendar of these events, as of a day, after what the last file held. An event of the last file that is gone is cancelled, as
/// long as its day is to come; what lies before the as-of day is left out.
pub fn calendar(name: &str, as_of: &str, events: &[Event], last: Option<&str>) -> String {
    let earlier = last.map(read).unwrap_or_default();
    let mut file = Lines::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//oldiron//renewals//EN");
    file.line("CALSCALE:GREGORIAN");
    file.text("NAME", name);
    file.text("X-WR-CALNAME", name);
    let stamp = format!("DTSTAMP:{}T000000Z", packed(as_of));
    let mut sorted: Vec<&Event> = events.iter().filter(|event| event.on.as_str() >= as_of).collect();
    sorted.sort_by(|a, b| (&a.on, &a.uid).cmp(&(&b.on, &b.uid)));
    for event in &sorted {
        let day = packed(&event.on);
        let sequence = match earlier.get(&event.uid) {
            None => 0,
            Some(earlier) if earlier.day == day && !earlier.cancelled => earlier.sequence,
            Some(earlier) => earlier.sequence + 1,
        };
        begin(&mut file, &event.uid, &stamp, &day, sequence, &event.summary);
        file.text("DESCRIPTION", &event.description);
        file.text("CATEGORIES", event.category);
        file.line("STATUS:CONFIRMED");
        file.line("TRANSP:TRANSPARENT");
        for days in &event.rings {
            file.line("BEGIN:VALARM");
            file.line("ACTION:DISPLAY");
            file.text("DESCRIPTION", &format!("{} on {}", event.summary, words::day(&event.on)));
            file.line(&trigger(*days));
            file.line("END:VALARM");
        }
        file.line("END:VEVENT");
    }
    let as_of_day = packed(as_of);
    let uids: BTreeSet<&str> = sorted.iter().map(|event| event.uid.as_str()).collect();
    let gone = |uid: &str, earlier: &Earlier| earlier.day >= as_of_day && !uids.contains(uid) && !uid.is_empty();
    for (uid, earlier) in earlier.iter().filter(|(uid, earlier)| gone(uid, earlier)) {
        let sequence = earlier.sequence + u64::from(!earlier.cancelled);
        begin(&mut file, uid, &stamp, &earlier.day, sequence, &earlier.summary);
        file.line("STATUS:CANCELLED");
        file.line("TRANSP:TRANSPARENT");
        file.line("END:VEVENT");
    }
    file.line("END:VCALENDAR");
    file.0
}

fn begin(file: &mut Lines, uid: &str, stamp: &str, day: &str, sequence: u64, summary: &str) {
    file.line("BEGIN:VEVENT");
    file.line(&format!("UID:{uid}"));
    file.line(stamp);
    file.line(&format!("DTSTART;VALUE=DATE:{day}"));
    file.line(&format!("SEQUENCE:{sequence}"));
    file.text("SUMMARY", summary);
}

/// When an alarm rings: so many days before the day, in the morning.
fn trigger(days: i64) -> String {
    match days {
        ..=0 => format!("TRIGGER:PT{MORNING}H"),
        1 => format!("TRIGGER:-PT{}H", 24 - MORNING),
        _ => format!("TRIGGER:-P{}DT{}H", days - 1, 24 - MORNING),
    }
}

/// A day as calendars write it.
fn packed(day: &str) -> String {
    day.replace('-', "")
}

/// An id as a part of a UID: letters, digits and `-` as they are, everything else by its bytes in `%xx`.
pub fn uid_part(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The file as it grows.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is text.
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for letter in text.chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' => line.push_str("\\n"),
                // A calendar cannot hold it (§3.1: CONTROL), and nobody could read it.
                control if control.is_control() => {}
                plain => line.push(plain),
            }
        }
        self.line(&line);
    }

    /// A content line, folded: at most 75 bytes, each further one begun by a space.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(letter);
            width += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// What the last file said of an event.
#[derive(Debug, Default, PartialEq, Eq)]
struct Earlier {
    day: String,
    sequence: u64,
    cancelled: bool,
    summary: String,
}

/// Events of a file by their UID. What a calendar program has added or left out in between is no trouble: a line that is not
/// understood is passed over.
fn read(file: &str) -> BTreeMap<String, Earlier> {
    let unfolded = file.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let mut events = BTreeMap::new();
    let (mut uid, mut event, mut inside) = (String::new(), Earlier::default(), false);
    let mut depth = 0;
    for line in unfolded.lines() {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let name = name.split(';').next().unwrap_or_default().to_ascii_uppercase();
        match (name.as_str(), value) {
            ("BEGIN", "VEVENT") => (uid, event, inside, depth) = (String::new(), Earlier::default(), true, 0),
            ("BEGIN", _) => depth += 1,
            ("END", "VEVENT") => {
                inside = false;
                events.insert(std::mem::take(&mut uid), std::mem::take(&mut event));
            }
            ("END", _) => depth -= 1,
            _ if !inside || depth > 0 => {}
            ("UID", value) => value.clone_into(&mut uid),
            ("DTSTART", value) => value.get(..8).unwrap_or(value).clone_into(&mut event.day),
            ("SEQUENCE", value) => event.sequence = value.trim().parse().unwrap_or(0),
            ("STATUS", value) => event.cancelled = value == "CANCELLED",
            ("SUMMARY", value) => event.summary = plain(value),
            _ => {}
        }
    }
    events
}

/// Text before it was escaped.
fn plain(escaped: &str) -> String {
    let (mut out, mut letters) = (String::new(), escaped.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(uid: &str, on: &str) -> Event {
        Event {
            uid: uid.to_owned(),
            on: on.to_owned(),
            summary: format!("Decide: {uid}"),
            description: "one\ntwo".to_owned(),
            category: "Decision",
            rings: vec![30, 1, 0],
        }
    }

    fn made(as_of: &str, events: &[Event], last: Option<&str>) -> String {
        calendar("Renewals", as_of, events, last)
    }

    fn sequence(file: &str, uid: &str) -> Option<u64> {
        read(file).get(uid).map(|event| event.sequence)
    }

    #[test]
    fn the_sequence_rises_only_when_the_day_moves() {
        let first = made("2026-04-01", &[event("a", "2026-06-30"), event("b", "2026-07-01")], None);
        assert_eq!((sequence(&first, "a"), sequence(&first, "b")), (Some(0), Some(0)));
        let same = made("2026-04-02", &[event("a", "2026-06-30"), event("b", "2026-07-02")], Some(&first));
        assert_eq!((sequence(&same, "a"), sequence(&same, "b")), (Some(0), Some(1)));
        let back = made("2026-04-03", &[event("a", "2026-06-30"), event("b", "2026-07-01")], Some(&same));
        assert_eq!(sequence(&back, "b"), Some(2), "back on its day it has moved again");
        let again = made("2026-04-03", &[event("b", "2026-07-01"), event("a", "2026-06-30")], Some(&back));
        assert_eq!(again, back, "the same day after the same file gives the same bytes, in any order");
    }

    #[test]
    fn what_is_gone_is_cancelled_while_its_day_is_to_come_and_comes_back_with_a_higher_sequence() {
        let first = made("2026-04-01", &[event("a", "2026-06-30")], None);
        let gone = made("2026-06-30", &[], Some(&first));
        assert!(gone.contains("STATUS:CANCELLED\r\n") && sequence(&gone, "a") == Some(1), "{gone}");
        assert!(gone.contains("SUMMARY:Decide: a\r\n") && !gone.contains("VALARM"));
        assert_eq!(sequence(&made("2026-06-30", &[], Some(&gone)), "a"), Some(1), "cancelled once");
        let back = made("2026-06-30", &[event("a", "2026-06-30")], Some(&gone));
        assert!(back.contains("STATUS:CONFIRMED") && sequence(&back, "a") == Some(2));
        assert_eq!(sequence(&made("2026-07-01", &[], Some(&gone)), "a"), None, "its day has passed");
    }

    #[test]
    fn alarms_ring_in_the_morning_so_many_days_before() {
        let file = made("2026-04-01", &[event("a", "2026-06-30")], None);
        let triggers: Vec<&str> = file.lines().filter(|line| line.starts_with("TRIGGER")).collect();
        assert_eq!(triggers, ["TRIGGER:-P29DT15H", "TRIGGER:-PT15H", "TRIGGER:PT9H"]);
    }

    #[test]
    fn lines_are_folded_at_75_bytes_between_letters_and_text_is_escaped() {
        let mut long = event("a", "2026-06-30");
        long.summary = "é".repeat(100) + "; a, b \\ c\u{7}";
        let file = made("2026-04-01", &[long.clone()], None);
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(!file.replace("\r\n", "").contains(['\n', '\r']));
        assert_eq!(read(&file)["a"].summary, long.summary.replace('\u{7}', ""));
        assert!(file.contains("one\\ntwo"));
    }

    #[test]
    fn an_id_becomes_a_part_of_a_uid_that_tells_it_from_any_other() {
        assert_eq!(uid_part("con:7/ä"), "con%3A7%2F%C3%A4");
        assert_ne!(uid_part("a%2F"), uid_part("a/"));
    }
}
