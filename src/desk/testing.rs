//! A small project for the tests of the desk.

use super::{Base, Key, Place, plan, source};
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;
use crate::pipeline::{self, Blueprint, Model, Options, Timings};
use crate::source::{SourceFile, SourcePath, Sources};

/// Files of a project.
pub(super) struct Project(pub(super) Sources);

const FILES: [(&str, &str); 8] = [
    (
        "concord.toml",
        "title = 'Guide'\nsource = 'en'\n[locales.en]\n[locales.fr]\n[locales.ar]\nreview = 'required'\n",
    ),
    (
        "content/guide/_index.md",
        "+++\ncontents = ['start.md']\n+++\n# Guide\n\nOne *new* text of human rights.[^1]\n\n\
         A second text\nof the guide.\n\n[^1]: A note.\n",
    ),
    (
        "content/guide/start.md",
        "# Start\n\nAll peoples have this right.\n\n> All States have this right.\n",
    ),
    ("locales/en/glossary.ftl", "-right = human right\n"),
    (
        "locales/en/guide.ftl",
        "### The units of `content/guide/`, in order: what translations translate.\n\n\
         guide-title = Guide\nguide-p1 = One *old* text of human rights.[^1]\n\
         guide-p2 = A second text of the guide.\nfn-1 = A note.\n\n\
         start-title = Start\nstart-p1 = All peoples have this right.\n\
         start-p2 = All States have this right.\n",
    ),
    (
        "locales/fr/glossary.ftl",
        "-right = droit de l’homme\n    .also-plural = droits de l’homme\n",
    ),
    (
        "locales/fr/guide.ftl",
        "# Le guide.\n\n# titre\nguide-title  =  Le guide\n# un mot\n# @outdated\n\
         # @was One *old* text of human rights.[^1]\nguide-p1 = Un texte *vieux*.[^1]\n\
         # @missing guide-p2 = A second text of the guide.\n\n\
         fn-1 = Une note.\n\nstart-title = <b>Début</b>\n\
         # @missing start-p1 = All peoples have this right.\n\n\
         # la fin\nstart-p2 = Tous les États ont ce droit.\n",
    ),
    ("locales/ar/guide.ftl", "guide-p1 = نص.[^1]\n"),
];

impl Project {
    pub(super) fn small() -> Self {
        let options = Options::default();
        let mut sources = options.originals;
        for (path, text) in FILES {
            sources.insert(SourceFile::new(path.into(), text.as_bytes()));
        }
        Self(sources)
    }

    pub(super) fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(SourceFile::new(path.into(), text.as_bytes()));
        self
    }

    pub(super) fn model(&self) -> (Model, Sources) {
        let (model, _) = pipeline::model(&self.0, &Options::default(), &Memo::none());
        (model.expect("a model"), self.0.clone())
    }

    pub(super) fn blueprint(&self) -> Blueprint {
        let (memo, mut found) = (Memo::none(), Diagnostics::new());
        let options = Options::default();
        let made = Blueprint::new(
            &self.0,
            &options,
            &memo,
            &mut found,
            &mut Timings::default(),
        );
        made.expect("a site")
    }

    pub(super) fn text(&self, path: &str) -> &str {
        self.0.text(&SourcePath::new(path)).unwrap_or("")
    }
}

/// A unit of the guide.
pub(super) fn key<'a>(locale: &'a str, id: &'a str) -> Key<'a> {
    Key {
        locale,
        document: "guide",
        id,
    }
}

/// What somebody sees who opens a unit.
pub(super) fn base(project: &Project, locale: &str, id: &str) -> Base {
    let (model, sources) = project.model();
    let place = Place::find(&model, key(locale, id)).expect("a unit");
    match place.spot.locale == model.locales.source {
        true => source::base(&place, &sources),
        false => plan::base(&place, &sources),
    }
}
