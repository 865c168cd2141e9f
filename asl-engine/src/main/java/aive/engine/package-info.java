/// An embedded engine for the part of the Amazon States Language that we use, with JSONata; what it does not implement it refuses to load.
///
/// A definition becomes a [StateMachine] (pure data, checked), [FlowRun] walks it, and [Engine] starts executions.
@NullMarked
package aive.engine;

import org.jspecify.annotations.NullMarked;
