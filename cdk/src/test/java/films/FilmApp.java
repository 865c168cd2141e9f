package films;

// region: app
import aive.cdk.StackSources;
import java.nio.file.Path;
import software.amazon.awscdk.App;

public final class FilmApp {

    private FilmApp() {}

    public static void main(String[] arguments) {
        App app = new App();
        // a clone of the renderer, in which `mvn package` has run
        new FilmStack(app, "Films", StackSources.below(Path.of("aive")));
        app.synth();
    }
}
// endregion
