package aive.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cdk.Deployment.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// cdk-nag's AwsSolutions on everything that can be deployed.
class NagTest {

    /// What can be deployed; what nobody chooses is in the first.
    enum Variant {
        FULL,
        IMAGE;

        Deployment deployment() {
            return switch (this) {
                case FULL -> Deployment.FULL;
                case IMAGE -> Deployment.IMAGE;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsFound(Variant variant) {
        assertEquals(List.of(), variant.deployment().complaints());
    }

    @Test
    void whatIsNotToBeFoundHasAReasonAndAWildcardSaysWhichOne() {
        // given
        List<JsonNode> suppressed = Deployment.FULL.resources().stream()
                .map(Resource::json)
                .flatMap(json -> json.path("Metadata").path("cdk_nag").path("rules_to_suppress").valueStream())
                .toList();
        assertFalse(suppressed.isEmpty());
        // then
        for (JsonNode rule : suppressed) {
            assertTrue(rule.path("reason").asString().length() > 20, rule.toString());
            if (rule.path("id").asString().equals("AwsSolutions-IAM5")) {
                assertFalse(rule.path("applies_to").isEmpty(), rule.toString());
            }
        }
    }
}
