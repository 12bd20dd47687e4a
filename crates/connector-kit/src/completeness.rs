//! Every row accounted for, in words for whoever runs the pull.

use crate::connector::{Pulled, Walked};

/// One sentence for each walk of a pull that did not give all that was declared, and one for the table itself where its numbers
/// differ.
pub fn gaps(pulled: &Pulled) -> Vec<String> {
    pulled.walks.iter().filter_map(gap).collect()
}

/// What is missing of one walk; nothing, where nothing is.
pub fn gap(walked: &Walked) -> Option<String> {
    let Walked { table, declared, received, broken, .. } = walked;
    let numbers = match declared {
        Some(declared) => format!("{declared} rows declared, {received} received"),
        None => format!("{received} rows received, and the system does not say how many there are"),
    };
    if let Some(why) = broken {
        return Some(format!("{table}: incomplete, {numbers}: {why}"));
    }
    match declared {
        Some(declared) if declared > received => Some(format!(
            "{table}: {numbers}: {} not readable by this account. hint: an access rule hides them; see `oldiron check`",
            declared - received
        )),
        Some(declared) if declared < received => Some(format!(
            "{table}: {numbers}: more came than were declared. hint: the table changed while it was read; read it again"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_and_what_is_whole_is_not() {
        let walked = |declared: Option<u64>, received: u64, broken: Option<&str>| Walked {
            table: "t".to_owned(),
            declared,
            received,
            broken: broken.map(str::to_owned),
            ..Walked::default()
        };
        assert_eq!(gap(&walked(Some(3), 3, None)), None);
        assert_eq!(gap(&walked(None, 3, None)), None);
        assert!(gap(&walked(Some(5), 3, None)).unwrap().contains("5 rows declared, 3 received: 2 not readable"));
        assert!(gap(&walked(Some(3), 5, None)).unwrap().contains("more came"));
        assert!(gap(&walked(None, 3, Some("no answer"))).unwrap().ends_with("how many there are: no answer"));
        // A walk that broke off with as many rows as declared is not whole by luck.
        assert!(gap(&walked(Some(3), 3, Some("no answer"))).is_some());
    }
}
