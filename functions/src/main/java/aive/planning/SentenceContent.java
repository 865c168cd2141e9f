package aive.planning;

import aive.composition.CaptionCue;
import aive.composition.CaptionLook;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.Motion;
import aive.composition.TrackUnit;
import aive.composition.Window;
import aive.time.FrameRange;
import aive.time.FrameRate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The frames of one sentence, for comparison with those of the same sentence in another version of the project.
///
/// @param units the shots and transitions, not divided by chunks
/// @param cues the captions, not divided by chunks
/// @param look of the captions; absent if there is none
record SentenceContent(List<TrackUnit> units, List<CaptionCue> cues, Optional<CaptionLook> look) {

    SentenceContent {
        units = List.copyOf(units);
        cues = List.copyOf(cues);
    }

    /// @param windows the frames of the sentence, in one window or in several, in order
    static SentenceContent of(List<Window> windows) {
        List<TrackUnit> units = new ArrayList<>();
        List<CaptionCue> cues = new ArrayList<>();
        Optional<CaptionLook> look = Optional.empty();
        long first = 0;
        for (Window window : windows) {
            window.video().units().forEach(unit -> add(units, unit, window.format().frameRate()));
            for (Layer layer : window.layers()) {
                if (layer instanceof Layer.Captions captions) {
                    look = Optional.of(captions.look());
                    for (CaptionCue cue : captions.cues()) {
                        add(cues, cue, first);
                    }
                }
            }
            first += window.frames();
        }
        return new SentenceContent(units, cues, look);
    }

    /// Adds a unit: to the last one if it continues that.
    private static void add(List<TrackUnit> units, TrackUnit unit, FrameRate rate) {
        if (unit instanceof Item next && !units.isEmpty() && units.getLast() instanceof Item last
                && last.isContinuedBy(next, rate)) {
            units.set(units.size() - 1, last.lengthened(last.frames() + next.frames()));
        } else {
            units.add(unit);
        }
    }

    /// Adds a cue: to the last one if it continues that.
    ///
    /// @param first frame of the window in the sentence
    private static void add(List<CaptionCue> cues, CaptionCue cue, long first) {
        FrameRange frames = new FrameRange(first + cue.frames().first(), first + cue.frames().end());
        if (!cues.isEmpty()) {
            CaptionCue last = cues.getLast();
            CaptionCue both = moved(last, new FrameRange(last.frames().first(), frames.end()));
            if (last.frames().end() == frames.first() && both.equals(moved(cue, both.frames()))) {
                cues.set(cues.size() - 1, both);
                return;
            }
        }
        cues.add(moved(cue, frames));
    }

    private static CaptionCue moved(CaptionCue cue, FrameRange frames) {
        return new CaptionCue(frames, cue.text(), cue.highlighted(), cue.fonts(), cue.entrance());
    }

    /// Names what differs from an earlier content of the same sentence.
    ///
    /// @param sentence its name in the text
    Set<String> changesSince(SentenceContent before, String sentence) {
        Set<String> changes = new LinkedHashSet<>();
        boolean sameLengths = listed(before.units, TrackUnit::frames).equals(listed(units, TrackUnit::frames));
        boolean sameTransitions =
                listed(before.units, SentenceContent::transition).equals(listed(units, SentenceContent::transition));
        boolean otherLook = !before.look.equals(look) && before.look.isPresent() && look.isPresent();
        if (otherLook) {
            changes.add("style of the captions");
        }
        boolean sameText = otherLook ? letters(before.text()).equals(letters(text())) : before.text().equals(text());
        // The frames of a transition show the end of the caption before it, too. With another transition, a text that
        // only begins otherwise is therefore taken for the same.
        boolean sameEnd = before.text().endsWith(text()) || text().endsWith(before.text());
        if (!sameText && (sameTransitions || !sameEnd)) {
            changes.add("text of " + sentence);
        }
        if (!before.inOrder(SentenceContent::file).equals(inOrder(SentenceContent::file))) {
            changes.add("footage of " + sentence);
        } else {
            if (!before.inOrder(SentenceContent::framing).equals(inOrder(SentenceContent::framing))) {
                changes.add("framing of " + sentence);
            }
            if (sameLengths && !before.shown(SentenceContent::motion).equals(shown(SentenceContent::motion))) {
                changes.add("motion of " + sentence);
            }
            if (sameTransitions && !before.shown(SentenceContent::start).equals(shown(SentenceContent::start))) {
                changes.add("in-point of " + sentence);
            }
        }
        if (!sameTransitions) {
            changes.add("transition to " + sentence);
        } else if (!listed(before.units, SentenceContent::leaving).equals(listed(units, SentenceContent::leaving))) {
            changes.add("end of the shot before " + sentence);
        }
        if (changes.isEmpty() && !equals(before)) {
            changes.add((sameLengths ? "times of the words of " : "length of ") + sentence);
        }
        return changes;
    }

    /// The whole text. A text that is shown again and again, with other words highlighted, counts once.
    private String text() {
        List<String> texts = new ArrayList<>();
        for (CaptionCue cue : cues) {
            if (texts.isEmpty() || !texts.getLast().equals(cue.text())) {
                texts.add(cue.text());
            }
        }
        return String.join(" ", texts);
    }

    /// A text without what its style may change: its case, and its division into lines and pages.
    private static String letters(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    private static <T, R> List<R> listed(List<T> list, Function<T, R> part) {
        return list.stream().map(part).toList();
    }

    /// A part of each item of the sentence, also of those in transitions to them.
    private List<String> shown(Function<Item, String> part) {
        return units.stream()
                .map(unit -> switch (unit) {
                    case Item item -> part.apply(item);
                    case ItemTransition transition -> part.apply(transition.to());
                })
                .toList();
    }

    /// As [#shown], but what is equal in succession counts once: a shot and the transition to it.
    private List<String> inOrder(Function<Item, String> part) {
        List<String> different = new ArrayList<>();
        for (String next : shown(part)) {
            if (different.isEmpty() || !different.getLast().equals(next)) {
                different.add(next);
            }
        }
        return different;
    }

    private static String file(Item item) {
        return switch (item) {
            case Item.Footage footage -> footage.file();
            case Item.Still still -> still.file();
            case Item.Solid solid -> "colour " + solid.colour();
        };
    }

    private static String framing(Item item) {
        return switch (item) {
            case Item.Footage footage -> footage.fit() + " " + footage.background();
            case Item.Still still -> still.fit() + " " + still.background();
            case Item.Solid _ -> "";
        };
    }

    private static String motion(Item item) {
        return switch (item) {
            case Item.Still still -> still.motion().map(Motion::toString).orElse("");
            case Item.Footage _, Item.Solid _ -> "";
        };
    }

    private static String start(Item item) {
        return switch (item) {
            case Item.Footage footage -> footage.inPoint() + " " + footage.fill();
            case Item.Still _, Item.Solid _ -> "";
        };
    }

    private static String transition(TrackUnit unit) {
        return switch (unit) {
            case ItemTransition transition -> transition.style() + " " + transition.of();
            case Item _ -> "";
        };
    }

    private static String leaving(TrackUnit unit) {
        return switch (unit) {
            case ItemTransition transition -> transition.from().toString();
            case Item _ -> "";
        };
    }
}
