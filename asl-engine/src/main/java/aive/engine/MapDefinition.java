package aive.engine;

import java.util.Optional;

/// The fields that inline and distributed Map states have in common.
///
/// @param maxConcurrency a whole number; 0 means no limit
record MapDefinition(
        ItemSource itemSource, Optional<Template> itemSelector, Template maxConcurrency, StateGraph processor) {

    /// The field that gives the items of a Map.
    sealed interface ItemSource {

        /// `Items`: an array.
        record Items(Template array) implements ItemSource {}

        /// `ItemReader`: a JSON array in an S3 object.
        record ItemReader(Template bucket, Template key) implements ItemSource {}
    }
}
