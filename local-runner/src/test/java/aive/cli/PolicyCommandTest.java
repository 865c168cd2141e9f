package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cloud.FakeAws;
import aive.local.LocalSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Policies, here and in the guides.
class PolicyCommandTest {

    private final Cli cli = new Cli(Path.of("none"), LocalSystem::new);

    @ParameterizedTest
    @CsvSource({"backend, backend.md", "deploy, operate.md", "operator, operate.md"})
    void theGuideHasThePolicy(String role, String guide) throws IOException {
        String policy = cli.run("policy", role).done().out();
        assertTrue(
                Files.readString(Path.of("../docs/how-to", guide)).contains("```json\n" + policy + "```\n"), policy);
        assertTrue(cli.run("policy", role).json().get("Statement").size() >= 2);
    }

    @Test
    void aStageFillsInItsNames() {
        try (FakeAws aws = new FakeAws()) {
            // when
            JsonNode statements = cli.run("policy", "backend", "--stage", "dev").done().json().get("Statement");
            // then
            assertEquals(
                    List.of(
                            "arn:aws:states:eu-central-1:123456789012:stateMachine:render-dev",
                            "arn:aws:states:eu-central-1:123456789012:execution:render-dev:*",
                            "arn:aws:s3:::aive-dev-work/uploads/*",
                            "arn:aws:s3:::aive-dev-videos/videos/*",
                            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:aive-dev/callback-??????"),
                    statements.valueStream().map(each -> each.get("Resource").asString()).toList());
            String deploy = cli.run("policy", "deploy", "--stage", "dev").done().out();
            assertFalse(deploy.contains("eu-west-1"), deploy);
            assertTrue(cli.run("policy", "backend", "--stage", "other").failed(1).err().contains("no stack aive-other"));
            assertEquals(3, aws.asked("DescribeStacks").size());
        }
    }

    @Test
    void anotherRoleIsRefused() {
        assertEquals(
                List.of("error: there is no policy admin; the policies are deploy, backend, and operator"),
                cli.run("policy", "admin").failed(2).errors());
        assertTrue(cli.run("policy", "backend", "--stage", "A").failed(2).err().contains("A is not a stage"));
    }
}
