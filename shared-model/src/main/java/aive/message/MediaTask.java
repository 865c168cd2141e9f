package aive.message;

import aive.project.Source;

/// One distinct source to fetch, with its use.
///
/// @param video whether it is shown, as a clip or a still image
/// @param audio whether its audio is played
/// @param pointer of the first field that names it
/// @param description for messages: its kind, its place in the project, and its URL without the query
public record MediaTask(Source source, boolean video, boolean audio, String pointer, String description) {}
