package aive.step;

import aive.project.Callback;
import java.time.Instant;

/// Whom to tell how a render goes on: `projects/<render_id>/callback.json`.
///
/// There is one a render, that of whoever asked for it last. Executions of the same content share their chunks, and so the progress of both is told to
/// the latest; how its own execution ended, everybody hears, by the callback of that execution's input.
///
/// @param since when it was asked for: what a callback has been told of executions that ended later belongs to this one or a newer one
public record CallbackRecord(Callback callback, Instant since) {}
