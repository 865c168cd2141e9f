package aive.render;

import aive.caption.CaptionDrawing;
import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.CaptionPainter;
import aive.caption.PixelBounds;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.PixelArea;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.MediaInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Draws titles: one image each.
final class TitleDrawer {

    private final CaptionFonts fonts;

    TitleDrawer(CaptionFonts fonts) {
        this.fonts = fonts;
    }

    /// @param below label of the link with the layers below
    /// @param folder to create for the image; its parent exists
    /// @return label of the link with the title on top
    String draw(Layer.Title title, String below, GraphBuilder builder, Path folder) {
        OutputFormat format = builder.format();
        Optional<CaptionDrawing> drawing =
                new CaptionLayout(fonts, format.width(), format.height(), title.look()).layOut(title.cue());
        if (drawing.isEmpty()) {
            return below;
        }
        PixelBounds crop = drawing.get().ink().cropFor(format.width(), format.height());
        int input = builder.input(MediaInput.of(image(drawing.get(), crop, folder)));
        String name = below + "-title";
        String drawn = below + "-titled";
        builder.chain(FilterChain.from(input, 0, builder.onTheGrid())
                .then(Scaling.overlayColours())
                .then(title.fade().map(fade -> ImageDrawer.faded(fade, title.cue().frames())).orElse(List.of()))
                .to(name));
        PixelArea area = new PixelArea(crop.x(), crop.y(), crop.width(), crop.height());
        builder.chain(FilterChain.joining(List.of(below, name), ImageDrawer.over(area, title.cue().frames()))
                .then(GraphBuilder.YUV420, GraphBuilder.COLOUR_TAGS)
                .to(drawn));
        return drawn;
    }

    private static Path image(CaptionDrawing drawing, PixelBounds crop, Path folder) {
        try {
            Files.createDirectory(folder);
            return Files.write(folder.resolve("title.png"), CaptionPainter.png(drawing, crop));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
