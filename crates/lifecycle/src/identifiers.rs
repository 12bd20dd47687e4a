//! The words of identifiers: a CPE and a package URL say maker, product and version in a form of their own.

/// The words of a CPE, 2.2 or 2.3: maker, product, version, update. `cpe:/o:microsoft:windows_server_2008:r2:sp1`.
pub(crate) fn cpe_words(cpe: &str) -> String {
    let cpe = cpe.trim();
    let rest = cpe.strip_prefix("cpe:2.3:").or_else(|| cpe.strip_prefix("cpe:/")).unwrap_or_default();
    let mut fields: Vec<String> = Vec::new();
    let mut field = String::new();
    let mut escaped = false;
    for c in rest.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            ':' if !escaped => fields.push(std::mem::take(&mut field)),
            '_' | '~' => field.push(' '),
            c => field.push(c),
        }
        escaped = false;
    }
    fields.push(field);
    // The first field is the part: application, operating system or hardware.
    fields.retain(|field| !matches!(field.as_str(), "*" | "-" | ""));
    fields.iter().skip(1).take(5).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Maker and product of a CPE: `microsoft:sql_server`.
pub(crate) fn cpe_pair(cpe: &str) -> Option<String> {
    let (vendor, product, _) = cpe_parts(cpe)?;
    Some(format!("{vendor}:{product}"))
}

/// Maker, product, and the rest of a CPE.
pub(crate) fn cpe_parts(cpe: &str) -> Option<(String, String, &str)> {
    let cpe = cpe.trim();
    let rest = cpe.strip_prefix("cpe:2.3:").or_else(|| cpe.strip_prefix("cpe:/"))?;
    let mut parts = rest.splitn(4, ':');
    let (_, vendor, product) = (parts.next()?, parts.next()?, parts.next()?);
    (!vendor.is_empty() && !product.is_empty())
        .then(|| (vendor.to_ascii_lowercase(), product.to_ascii_lowercase(), parts.next().unwrap_or_default()))
}

/// Type and name of a package URL, without its version: `npm/jquery`.
pub(crate) fn purl_name(purl: &str) -> Option<String> {
    let rest = purl.trim().strip_prefix("pkg:")?;
    let rest = rest.split(['?', '#']).next()?;
    // A scope's own at sign stands first in its part; a version's does not.
    let name = rest.rfind('@').filter(|at| !rest[..*at].ends_with('/')).map_or(rest, |at| &rest[..at]);
    (name.contains('/')).then(|| name.to_ascii_lowercase().replace("%40", "@"))
}

/// The words of a package URL: name and version. `pkg:deb/ubuntu/postgresql@9.6.24?arch=amd64`.
///
/// A system's package or an image goes by the product's own name. What a language's registry calls by it may be a driver, so that
/// there only the version is read, for products that list the identifier.
pub(crate) fn purl_words(purl: &str) -> String {
    let rest = purl.trim().strip_prefix("pkg:").unwrap_or_default();
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let of_system = ["deb", "rpm", "apk", "alpm", "generic", "docker", "oci", "brew", "bitnami", "chocolatey"];
    let kind = rest.split('/').next().unwrap_or_default();
    let name = rest.rsplit('/').next().unwrap_or_default();
    let name = if of_system.contains(&kind) {
        name.replacen('@', " ", 1)
    } else {
        name.rsplit_once('@').map(|(_, version)| version.to_owned()).unwrap_or_default()
    };
    ["%2B+", "%2b+", "%3A:", "%3a:", "%7E~", "%7e~", "%20 "]
        .iter()
        .fold(name, |name, escape| name.replace(&escape[..3], &escape[3..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_read_as_words() {
        for (cpe, words) in [
            ("cpe:/o:microsoft:windows_server_2008:r2:sp1", "microsoft windows server 2008 r2 sp1"),
            ("cpe:2.3:a:microsoft:sql_server:2008:r2_sp2:*:*:*:*:*:*", "microsoft sql server 2008 r2 sp2"),
            ("cpe:2.3:a:php:php:5.3.3:*:*:*:*:*:*:*", "php php 5.3.3"),
            ("cpe:2.3:o:cisco:ios:12.4\\(24\\)t:*:*:*:*:*:*:*", "cisco ios 12.4(24)t"),
            ("cpe:/o:redhat:enterprise_linux", "redhat enterprise linux"),
            ("cpe:2.3:o:a\\:b:c:-:*:*:*:*:*:*:*", "a:b c"),
            ("windows", ""),
            ("", ""),
        ] {
            assert_eq!(cpe_words(cpe), words, "{cpe}");
        }
        for (purl, words) in [
            ("pkg:deb/ubuntu/postgresql@9.6.24?arch=amd64", "postgresql 9.6.24"),
            ("pkg:generic/php", "php"),
            ("pkg:deb/debian/mariadb-server@1%3A10.3.39-0%2Bdeb10u1", "mariadb-server 1:10.3.39-0+deb10u1"),
            ("pkg:maven/org.postgresql/postgresql@42.2.5", "42.2.5"),
            ("pkg:npm/%40angular/core", ""),
            ("postgresql@9", ""),
        ] {
            assert_eq!(purl_words(purl), words, "{purl}");
        }
    }
}
