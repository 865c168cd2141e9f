package aive.error;

import java.util.List;

/// Captions have characters that no font here can draw. Remedy: install the large fonts (`./aive fonts`), change the
/// captions, or accept the gaps with `render.captions.on_missing`.
public final class MissingGlyphs extends RenderError {

    private static final long serialVersionUID = 1L;

    public MissingGlyphs(List<Problem> problems) {
        super(problems);
    }

    public MissingGlyphs(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }
}
