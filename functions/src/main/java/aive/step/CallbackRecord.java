package aive.step;

import aive.project.Callback;
import java.time.Instant;

/// The callback that receives a render's progress, stored in `projects/<render_id>/callback.json`.
///
/// Each render has one such record, with the callback of the latest request. Executions with the same content share
/// their chunks, and the progress of all of them goes to this callback. The end of an execution is reported to the
/// callback in that execution's own input.
///
/// @param since time of the request; reports about executions that ended later belong to this request or a newer one
public record CallbackRecord(Callback callback, Instant since) {}
