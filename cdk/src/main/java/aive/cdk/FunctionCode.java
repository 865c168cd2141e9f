package aive.cdk;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.IgnoreMode;
import software.amazon.awscdk.services.lambda.AssetImageCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Handler;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/// What functions run: our classes beside a layer with FFmpeg, or an image with both.
sealed interface FunctionCode {

    /// Where the modules leave what is deployed, as seen from the project's root. The Dockerfile names the same.
    String CLASSES = "functions/target/lambda";

    String LAYERS = "ffmpeg-layer/target/layer";

    String DOCKERFILE = "cdk/Dockerfile";

    static FunctionCode of(Construct scope, StackSettings settings, StackSources sources) {
        return switch (settings.packaging()) {
            case ZIP -> new Zip(
                    Code.fromAsset(sources.functionsCode().toString()),
                    LayerVersion.Builder.create(scope, "FfmpegLayer")
                            .description("FFmpeg and fonts, for %s; FFmpeg is under the GPL, its licence lies beside it".formatted(settings.architecture().id()))
                            .code(Code.fromAsset(sources.layer(settings.architecture()).toString()))
                            .compatibleArchitectures(List.of(settings.architecture().lambda()))
                            .compatibleRuntimes(List.of(Runtime.JAVA_25))
                            .license("GPL-3.0-or-later")
                            .build());
            case IMAGE -> new Image(sources.root(), settings.architecture());
        };
    }

    /// Says what `function` runs.
    void in(Function.Builder builder, RenderFunction function);

    /// @param classes one artefact for all functions
    /// @param layer what lies in `/opt`
    record Zip(Code classes, LayerVersion layer) implements FunctionCode {

        @Override
        public void in(Function.Builder builder, RenderFunction function) {
            builder.runtime(Runtime.JAVA_25).handler(function.handler()).code(classes).layers(List.of(layer));
        }
    }

    /// One image for all functions: they differ in the command alone.
    ///
    /// @param root the project's root, of which the image gets only what is built for it
    /// @param architecture for which it is built
    record Image(Path root, CpuArchitecture architecture) implements FunctionCode {

        @Override
        public void in(Function.Builder builder, RenderFunction function) {
            builder.runtime(Runtime.FROM_IMAGE).handler(Handler.FROM_IMAGE).code(Code.fromAssetImage(
                    root.toString(),
                    AssetImageCodeProps.builder()
                            .file(DOCKERFILE)
                            .platform(architecture.image())
                            .buildArgs(Map.of("ARCHITECTURE", architecture.id()))
                            .cmd(List.of(function.handler()))
                            .ignoreMode(IgnoreMode.DOCKER)
                            .exclude(List.of(
                                    "*",
                                    "!" + DOCKERFILE,
                                    "!" + CLASSES,
                                    "!%s/%s".formatted(LAYERS, architecture.id())))
                            .build()));
        }
    }
}
