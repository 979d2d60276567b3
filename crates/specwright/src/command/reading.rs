//! What the subcommands that read descriptions ask about that.

use std::path::PathBuf;

use clap::Args;

use crate::{AllowedError, Reading};

#[derive(Debug, Args)]
pub(super) struct ReadingArguments {
    /// The folder of which files may be read [default: that of each description]
    #[arg(long, value_name = "FOLDER")]
    pub(super) root: Option<PathBuf>,
    /// Errors that count as warnings, by their codes: what they are about is left out
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) allow: Vec<AllowedError>,
}

impl ReadingArguments {
    pub(super) fn reading(&self) -> Reading {
        Reading {
            root: self.root.clone(),
            allow: self.allow.clone(),
        }
    }
}
