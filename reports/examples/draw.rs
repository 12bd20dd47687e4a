//! Draws the pages and the pictures of an audit that was made before: `cargo run -p reports --example draw -- audit.json DIR
//! [MARKING]`.

use reports::{Size, Theme, board_pack, charts, report};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(audit), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: draw AUDIT.json DIR [MARKING]".into());
    };
    let theme = Theme::new(arguments.next().as_deref(), None, None)?;
    let audit = serde_json::from_slice(&std::fs::read(audit)?)?;
    let out = Path::new(&out);
    for (size, folder) in [(Size::A4, "a4"), (Size::Slide, "slides")] {
        let folder = out.join(folder);
        std::fs::create_dir_all(&folder)?;
        for chart in charts(&audit, size)? {
            std::fs::write(folder.join(format!("{}.svg", chart.name)), &chart.svg)?;
            std::fs::write(folder.join(format!("{}.png", chart.name)), chart.png(110)?)?;
        }
    }
    std::fs::write(out.join("report.html"), report(&audit, &charts(&audit, Size::A4)?, &theme, &mut [])?)?;
    std::fs::write(out.join("board-pack.pdf"), board_pack(&audit, &charts(&audit, Size::A4)?, &theme)?)?;
    Ok(())
}
