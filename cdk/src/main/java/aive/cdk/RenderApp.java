package aive.cdk;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.App;

/// The CDK app that `cdk.json` starts, in the project's root. `cdk synth -c stage=prod` selects a stage.
public final class RenderApp {

    private RenderApp() {}

    public static void main(String[] arguments) {
        App app = new App();
        try {
            RenderStack.in(app, StackSettings.fromContext(context(app)), StackSources.below(Path.of(".")));
            app.synth();
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, Object> context(App app) {
        Map<String, Object> context = new LinkedHashMap<>();
        if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
            all.forEach((name, value) -> context.put(name.toString(), value));
        }
        return context;
    }
}
