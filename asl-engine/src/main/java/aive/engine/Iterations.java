package aive.engine;

import java.util.Optional;

/// What a Map does over and over.
///
/// @param maxConcurrency a whole number, 0 for no limit
record Iterations(Items items, Optional<Template> itemSelector, Template maxConcurrency, Flow processor) {

    /// Where the items come from.
    sealed interface Items {

        record Given(Template items) implements Items {}

        /// A JSON array in the object store.
        record Read(Template bucket, Template key) implements Items {}
    }
}
