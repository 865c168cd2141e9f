package aive.cdk;

import java.nio.file.Path;
import software.amazon.awscdk.App;

/// What `cdk.json` starts, in the project's root. `cdk synth -c stage=prod` takes a stage other than `dev`.
public final class RenderApp {

    private RenderApp() {}

    public static void main(String[] arguments) {
        App app = new App();
        try {
            StackSettings settings = StackSettings.fromContext(app.getNode()::tryGetContext);
            RenderStack.in(app, settings, new StackSources(Path.of("statemachine", "render.asl.json"), Path.of("functions", "target", "lambda")));
            app.synth();
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }
}
