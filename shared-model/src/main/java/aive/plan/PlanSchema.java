package aive.plan;

import aive.error.ChunkMismatch;
import tools.jackson.databind.JsonNode;

/// The version of the documents and messages that one function writes for another.
///
/// Increment the version whenever the components of a document or message, or their meaning, change. If the functions
/// are deployed during a render, a function then rejects input that another version wrote.
public final class PlanSchema {

    public static final int CURRENT = 9;

    /// The name of the JSON field with the version.
    public static final String FIELD = "schema";

    private PlanSchema() {}

    /// Checks that a document or message has the current version.
    ///
    /// @param number the version in a document or message; a missing number is not checked
    /// @param what the name of the document for the error message: `the plan`
    /// @throws ChunkMismatch if the version is present and is not [#CURRENT]
    public static void check(JsonNode number, String what) {
        if (!number.isMissingNode() && number.asInt(0) != CURRENT) {
            throw new ChunkMismatch(
                    "",
                    ("%s has schema %s and this version of the functions reads %d: the functions were deployed "
                            + "in between; start the execution again")
                            .formatted(what, number, CURRENT));
        }
    }
}
