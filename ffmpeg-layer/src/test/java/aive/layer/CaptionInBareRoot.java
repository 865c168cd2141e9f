package aive.layer;

import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.CaptionPainter;
import aive.caption.PixelBounds;
import aive.planning.CaptionDesign;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program of its own for [CaptionsInBareRootTest]: draws a caption into the file that it is told.
final class CaptionInBareRoot {

    private static final String TEXT = "Fäden, нити, ใย — नमस्ते، שלום مرحبا: what AVATAR fi WAS";

    private CaptionInBareRoot() {}

    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0]), png());
    }

    static byte[] png() {
        CaptionLayout layout = new CaptionLayout(
                CaptionFonts.bundled(), 640, 360,
                CaptionDesign.of(CaptionSettings.of(CaptionSource.TEXT, CaptionPreset.SUBTITLE), 640, 360).look());
        return CaptionPainter.png(layout.layOut(TEXT).orElseThrow(), new PixelBounds(0, 180, 640, 180));
    }
}
