package aive.plan;

import aive.error.ChunkMismatch;
import tools.jackson.databind.JsonNode;

/// The number of the language in which the functions of one version leave each other documents and orders.
///
/// It counts up with every change of what they say: a new component, another meaning. A deployment during a render must not make a function read what
/// another version wrote as if it were its own.
public final class PlanSchema {

    public static final int CURRENT = 4;

    /// The field that holds the number.
    public static final String FIELD = "schema";

    private PlanSchema() {}

    /// @param number that a document or an order carries; one without a number is not checked
    /// @param what it is, for the message: `the plan`
    /// @throws ChunkMismatch if it is another version's
    public static void check(JsonNode number, String what) {
        if (!number.isMissingNode() && number.asInt(0) != CURRENT) {
            throw new ChunkMismatch(
                    "",
                    "%s has schema %s and this version of the functions reads %d: a deployment came in between; start the execution again"
                            .formatted(what, number, CURRENT));
        }
    }
}
