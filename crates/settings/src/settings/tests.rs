use super::*;
use estate::Verdict;

fn settings(text: &str) -> Result<Settings, Error> {
    Settings::from_text("s.toml", text, Path::new("/base"), &[])
}

#[test]
fn nothing_set_is_what_ships() {
    let settings = settings("").unwrap();
    assert_eq!(settings.data_dir, Path::new("/base/oldiron-data"));
    assert_eq!(settings.currency, Currency::GBP);
    assert_eq!(settings.calendar.division(), "england-and-wales");
    assert!(settings.legacy.is_legacy(Verdict::Aged) && settings.legacy.sources.len() == 7);
    assert_eq!(settings.lead_times, LeadTimes::default());
    assert!(settings.sources.is_empty() && settings.warnings.is_empty());
}

#[test]
fn the_example_sets_everything_and_can_be_read() {
    let text = embedded_file("oldiron.example.toml").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ships = |name: &str| embedded_file(name).unwrap();
    fs::write(folder.path().join("lead-times.toml"), ships("lead-times.toml")).unwrap();
    fs::write(folder.path().join("closing-days.toml"), embedded("holidays")[0].1).unwrap();
    fs::write(folder.path().join("theme.toml"), "marking = \"OFFICIAL-SENSITIVE\"").unwrap();
    let settings = Settings::from_text("oldiron.example.toml", text, folder.path(), &[]).unwrap();
    assert_eq!(settings.theme.marking.as_deref(), Some("OFFICIAL-SENSITIVE"));
    assert_eq!(
        settings.sources.iter().map(|source| source.role).collect::<Vec<_>>(),
        [SourceRole::Counts, SourceRole::CrossCheck, SourceRole::Counts]
    );
    // Every key that there is.
    let error = settings_error("nothing_of_the_kind = 1\n");
    let (_, keys) = error.split_once("expected one of ").unwrap();
    for key in keys.split('`').skip(1).step_by(2) {
        assert!(text.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key} is not in the example");
    }
}

fn settings_error(text: &str) -> String {
    settings(text).unwrap_err().to_string()
}

#[test]
fn the_environment_stands_above_the_file() {
    let text =
        "currency = \"GBP\"\ndata_dir = \"a\"\naged_is_legacy = true\nending_months = 12\nholidays = \"scotland\"\n";
    let variables = [
        ("OLDIRON_CURRENCY", "eur"),
        ("OLDIRON_DATA_DIR", "b"),
        ("OLDIRON_AGED_IS_LEGACY", "False"),
        ("OLDIRON_ENDING_MONTHS", "6"),
        ("OLDIRON_CURENCY", "USD"),
        ("CURRENCY", "USD"),
    ];
    let settings = Settings::from_text("s.toml", text, Path::new("/base"), &variables).unwrap();
    assert_eq!(settings.currency, Currency::parse("EUR").unwrap());
    assert_eq!(settings.data_dir, Path::new("b"));
    assert!(!settings.legacy.is_legacy(Verdict::Aged));
    assert_eq!(settings.legacy.ending_months, 6);
    assert_eq!(settings.calendar.division(), "scotland");
    // Whoever sets a switch is its source, and a slip is told.
    assert_eq!(
        settings.legacy.sources.iter().map(|source| source.rule.as_str()).collect::<Vec<_>>(),
        ["lives", "undated_days", "extended_support_words", "third_party_maintainers", "extended_support_is_legacy"]
    );
    assert_eq!(settings.warnings, ["OLDIRON_CURENCY in the environment is no setting, and is not read"]);
}

#[test]
fn an_error_names_where_and_what() {
    for (text, told) in [
        ("\ncurrency = \"pounds\"\n", "s.toml, line 2, `currency`: `pounds` is no currency"),
        ("curency = \"GBP\"\n", "s.toml, line 1, `curency`: unknown field `curency`"),
        (
            "aged_is_legacy = \"yes\"\n",
            "s.toml, line 1, `aged_is_legacy`: invalid type: string \"yes\", expected a boolean",
        ),
        ("accounting = \"resource\"\n", "`resource` is not one of cash, accrual"),
        ("vat_unknown = \"gross\"\n", "`gross` is not worked out by this version"),
        ("ending_months = 0\n", "`0` is not a number of months from 1 to 120"),
        ("holidays = \"cornwall\"\n", "s.toml, line 1, `holidays`: "),
        ("\nlead_times = \"nowhere.toml\"\n", "s.toml, line 2, `lead_times`: nowhere.toml cannot be read"),
        ("holiday_files = [\"nowhere.toml\"]\n", "s.toml, line 1, `holiday_files`: nowhere.toml cannot be read"),
        ("[[source]]\nconnector = \"register\"\n", "s.toml, line 1, `source[0]`: missing field `name`"),
        (
            "[[source]]\nname = \"a\"\nconnector = \"register\"\nrole = \"none\"\n",
            "s.toml, line 4, `source[0].role`: `none` is not one of counts, cross-check",
        ),
        ("[[source]]\nname = \" \"\nconnector = \"r\"\n", "line 2, `source[0].name`: is empty"),
        (
            "[[source]]\nname = \"a\"\nconnector = \"r\"\n[[source]]\nname = \"a\"\nconnector = \"r\"\n",
            "line 5, `source[1].name`: two sources are called `a`",
        ),
    ] {
        let error = settings_error(text);
        assert!(error.contains(told), "{text}\n{error}");
    }
    let variables = [("OLDIRON_CURRENCY", "pounds")];
    let error = Settings::from_text("s.toml", "", Path::new("."), &variables).unwrap_err().to_string();
    assert!(error.starts_with("OLDIRON_CURRENCY in the environment: `pounds` is no currency"), "{error}");
}

#[test]
fn a_source_keeps_its_own_keys_for_its_connector() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Folder {
        folder: String,
    }
    let text = "[[source]]\nname = \"a\"\nconnector = \"register\"\nrole = \"cross-check\"\nfolder = \"x\"\n\n[[source]]\nname = \"b\"\nconnector = \"register\"\nfolders = \"x\"\n";
    let sources = settings(text).unwrap().sources;
    assert_eq!(sources[0].section.read::<Folder>().unwrap().folder, "x");
    let error = sources[1].section.read::<Folder>().unwrap_err().to_string();
    assert_eq!(error, "s.toml, line 10, `source[1].folders`: unknown field `folders`, expected `folder`");
    assert!(
        sources[0]
            .section
            .fault("folder", "is empty")
            .to_string()
            .starts_with("s.toml, line 5, `source[0].folder`: is empty")
    );
}

#[test]
fn a_file_is_read_from_its_own_folder() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    fs::write(&file, "data_dir = \"data\"\nlead_times = \"lead.toml\"\n").unwrap();
    fs::write(folder.path().join("lead.toml"), "default = \"2 months\"\n").unwrap();
    let settings = Settings::load(Some(&file)).unwrap();
    assert_eq!(settings.data_dir, folder.path().join("data"));
    assert_eq!(settings.lead_times.default, estate::Length::Months(2));
    fs::write(folder.path().join("lead.toml"), "default = \"soon\"\n").unwrap();
    assert!(Settings::load(Some(&file)).unwrap_err().to_string().starts_with("lead.toml"));
    assert!(
        Settings::load(Some(&folder.path().join("none.toml")))
            .unwrap_err()
            .to_string()
            .contains("none.toml cannot be read: ")
    );
}

#[test]
fn a_direction_has_a_body_and_two_days() {
    let text = "[[direction]]\norganisation = \"TC\"\nfrom = \"2026-10-01\"\npast = \"2027-04-01\"\n";
    let found = settings(text).unwrap().directions;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].organisation.as_str(), found[0].past.to_string().as_str()), ("TC", "2027-04-01"));
    let refused = settings_error(&text.replace("2027-04-01", "next April"));
    assert!(
        refused.contains("line 4") && refused.contains("direction[0].past") && refused.contains("hint:"),
        "{refused}"
    );
}
