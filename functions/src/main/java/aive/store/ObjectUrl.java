package aive.store;

import java.time.Instant;
import java.util.Optional;

/// The URL of an object, for browsers.
///
/// @param expiresAt the URL works at least until then; empty if it is permanent
public record ObjectUrl(String url, Optional<Instant> expiresAt) {}
