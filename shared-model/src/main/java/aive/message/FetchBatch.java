package aive.message;

/// The order to fetch one batch of media.
///
/// @param batch its number, from 1
/// @param of how many batches there are
/// @param sources how many sources are in it
public record FetchBatch(String renderId, int batch, int of, int sources) {}
