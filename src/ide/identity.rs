//! Who a person of an open article is over all articles, also while the article is being typed and the index still
//! holds its version before.

use std::sync::Arc;

use crate::facts::PersonIx;
use crate::index::{Analysis, ArticleId, PersonRow, Snapshot, join};

/// A person over all articles.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// Its rows, sorted by the articles' names; the asked article is among them.
    pub(super) rows: Vec<PersonRow>,
    /// Persons of the same family name who were kept apart.
    pub(super) others: Vec<PersonRow>,
}

/// Everyone that a person of an open article is.
pub(super) fn identity(snapshot: &Snapshot, id: &ArticleId, analysis: &Analysis, person: PersonIx) -> Option<Identity> {
    let key = analysis.contribution.people.get(person.0 as usize)?.parts.key();
    let settled = snapshot.entry(id).and_then(|it| it.known.as_ref()).is_some_and(|known| Arc::ptr_eq(&known.contribution, &analysis.contribution));
    let bucket = snapshot.family(&key);
    let (rows, ids) = match bucket {
        Some(bucket) if settled => (bucket.rows.clone(), bucket.ids().to_vec()),
        _ => {
            // The index is behind: this article's rows are taken from what is typed now.
            let elsewhere = bucket.iter().flat_map(|bucket| bucket.rows.iter()).filter(|row| row.article != *id).cloned();
            let here = analysis.contribution.people.iter().enumerate().filter(|(_, it)| it.parts.key() == key).map(|(at, _)| PersonRow {
                article: id.clone(),
                person: crate::text::offset(at),
                contribution: Arc::clone(&analysis.contribution),
            });
            let mut rows: Vec<PersonRow> = elsewhere.chain(here).collect();
            rows.sort_by(|a, b| (&a.article, a.person).cmp(&(&b.article, b.person)));
            let ids = join(&rows);
            (rows, ids)
        }
    };
    let own = rows.iter().zip(&ids).find(|(row, _)| row.article == *id && row.person == person.0).map(|(_, it)| it.clone())?;
    let (same, others) = rows.into_iter().zip(ids).partition::<Vec<_>, _>(|(_, it)| *it == own);
    let rows = |list: Vec<(PersonRow, _)>| list.into_iter().map(|(row, _)| row).collect();
    Some(Identity { rows: rows(same), others: rows(others) })
}
