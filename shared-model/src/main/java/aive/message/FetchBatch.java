package aive.message;

/// The input of the *Fetch batch of media* state: one batch of sources to fetch.
///
/// @param batch its number, from 1
/// @param of the number of batches
/// @param sources the number of sources in it
public record FetchBatch(String renderId, int batch, int of, int sources) {}
