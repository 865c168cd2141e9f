/// An engine for the subset of Amazon States Language (ASL) with JSONata that `docs/reference/asl-subset.md` lists.
///
/// [Engine] loads a definition into an immutable [StateMachine] and starts executions. [StateGraphRun] runs the states.
/// A definition that uses anything outside the subset is rejected with [InvalidDefinition].
@NullMarked
package aive.engine;

import org.jspecify.annotations.NullMarked;
