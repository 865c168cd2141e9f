package aive.caption;

import aive.json.Json;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;

/// A separate program for [CaptionFontsTest], since its checks must run before any other use of AWT.
final class CaptionWithoutFontconfig {

    private CaptionWithoutFontconfig() {}

    /// `plain FONT` opens a font as any Java program does; `ours` prints a digest of captions.
    public static void main(String[] arguments) throws IOException, FontFormatException {
        if (arguments[0].equals("plain")) {
            Font.createFont(Font.TRUETYPE_FONT, new File(arguments[1]));
        } else {
            System.out.println(fingerprint());
        }
    }

    /// One digest of the pixels of all real texts.
    static String fingerprint() {
        CaptionLayout layout = new CaptionLayout(CaptionFonts.bundled(), 640, 360, TestLook.WIDE);
        StringBuilder all = new StringBuilder();
        for (String text : CaptionTexts.REAL) {
            all.append(Json.sha256(
                    CaptionPainter.png(layout.layOut(text).orElseThrow(), new PixelBounds(0, 180, 640, 180))));
        }
        return Json.sha256OfText(all.toString());
    }
}
