//! The names that somebody may have meant.

/// At most three of the known names that are near to a word, nearest first.
pub(crate) fn nearest<'n>(word: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let word = plain(word);
    let mut near: Vec<(usize, &str)> = known
        .filter_map(|name| {
            let plain_name = plain(name);
            let distance = distance(&word, &plain_name);
            let limit = (word.chars().count() / 4).max(1);
            (distance <= limit || part_of(&word, &plain_name)).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The same, as the end of a hint: `did you mean ends_on?`, or all the names.
pub(crate) fn did_you_mean<'n>(word: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    let near = nearest(word, known.clone());
    if near.is_empty() {
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        format!("known are {}", known.join(", "))
    } else {
        format!("did you mean {}?", near.join(", "))
    }
}

/// Lower case, and every run of other characters one space; a capital inside a word begins another: `totalBudget` is two words.
pub(crate) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut after_small = false;
    for letter in name.chars() {
        let begins = !letter.is_alphanumeric() || (after_small && letter.is_uppercase());
        if begins && !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase() || letter.is_ascii_digit();
    }
    plain.trim_end().to_owned()
}

/// Are all words of one among those of the other? `paid` is near to `paid on`.
fn part_of(a: &str, b: &str) -> bool {
    let among = |some: &str, all: &str| {
        !some.is_empty() && some.split(' ').all(|word| all.split(' ').any(|other| other == word))
    };
    among(a, b) || among(b, a)
}

/// Letters to put in, take out, change or swap with their neighbour (Damerau and Levenshtein, each place once).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut cost = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            cost[i][j] = match (i, j) {
                (0, _) | (_, 0) => i + j,
                _ => {
                    let changed = cost[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = changed.min(cost[i - 1][j] + 1).min(cost[i][j - 1] + 1);
                    let swaps = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swaps { best.min(cost[i - 2][j - 2] + 1) } else { best }
                }
            };
        }
    }
    cost[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["ends_on", "starts_on", "supplier", "price_amount"];
        assert_eq!(nearest("End_on", known.into_iter()), ["ends_on"]);
        assert_eq!(nearest("supplier ", known.into_iter()), ["supplier"]);
        assert_eq!(nearest("price", known.into_iter()), ["price_amount"]);
        assert_eq!(nearest("colour", known.into_iter()), Vec::<&str>::new());
        for (name, words) in [
            ("Expiry_Date", "expiry date"),
            ("totalBudget", "total budget"),
            (" ID (x) ", "id x"),
            ("CI", "ci"),
            ("£", ""),
        ] {
            assert_eq!(plain(name), words);
        }
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("nmae", "name"), 1);
    }
}
