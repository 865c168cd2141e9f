package aive.store;

import java.time.Instant;
import java.util.Optional;

/// An address of an object that a browser can open.
///
/// @param expiresAt until when it works at the least; empty if it does not end
public record ObjectUrl(String url, Optional<Instant> expiresAt) {}
