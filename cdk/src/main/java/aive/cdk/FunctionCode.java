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
import software.amazon.awscdk.services.lambda.RuntimeManagementMode;
import software.constructs.Construct;

/// The code of the functions: classes with an FFmpeg layer, or a container image with both.
sealed interface FunctionCode {

    /// The folder of the compiled functions, relative to the project's root.
    ///
    /// The Dockerfile uses this folder and `LAYERS`.
    String CLASSES = "functions/target/lambda";

    String LAYERS = "ffmpeg-layer/target/layer";

    String DOCKERFILE = "cdk/Dockerfile";

    static FunctionCode of(Construct scope, StackSettings settings, StackSources sources) {
        return switch (settings.packaging()) {
            case ZIP ->
                new Zip(
                        Code.fromAsset(sources.functionsCode().toString()),
                        LayerVersion.Builder.create(scope, "FfmpegLayer")
                                .description(
                                        "FFmpeg and fonts, for %s; FFmpeg is under the GPL, its licence lies beside it"
                                                .formatted(
                                                        settings.architecture().id()))
                                .code(Code.fromAsset(
                                        sources.layer(settings.architecture()).toString()))
                                .compatibleArchitectures(
                                        List.of(settings.architecture().lambda()))
                                .compatibleRuntimes(List.of(Runtime.JAVA_25))
                                .license("GPL-3.0-or-later")
                                .build());
            case IMAGE -> new Image(sources.root(), settings.architecture());
        };
    }

    /// Sets the code of a function.
    void in(Function.Builder builder, RenderFunction function);

    /// @param classes one artefact for all functions
    /// @param layer content of `/opt`
    record Zip(Code classes, LayerVersion layer) implements FunctionCode {

        @Override
        public void in(Function.Builder builder, RenderFunction function) {
            builder.runtime(Runtime.JAVA_25)
                    // One patch level for all chunks of a deployment.
                    .runtimeManagementMode(RuntimeManagementMode.FUNCTION_UPDATE)
                    .handler(function.handler())
                    .code(classes)
                    .layers(List.of(layer));
        }
    }

    /// One image for all functions, which differ only in their command.
    ///
    /// @param root the project's root; only the build results are copied from it
    /// @param architecture the CPU architecture of the image
    record Image(Path root, CpuArchitecture architecture) implements FunctionCode {

        @Override
        public void in(Function.Builder builder, RenderFunction function) {
            builder.runtime(Runtime.FROM_IMAGE)
                    .handler(Handler.FROM_IMAGE)
                    .code(Code.fromAssetImage(
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
