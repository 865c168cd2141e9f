package aive.message;

import aive.project.Source;

/// One distinct source that has to be fetched, and what for.
///
/// @param picture whether somebody wants to see it
/// @param sound whether somebody wants to hear it
/// @param pointer of the first field that names it
/// @param description for messages: what it is and where, without its query
public record MediaTask(Source source, boolean picture, boolean sound, String pointer, String description) {}
