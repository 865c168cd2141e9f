package aive.planning;

import aive.composition.Motion;
import aive.json.Json;
import aive.project.Focus;
import aive.project.MotionMode;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Chooses how the view moves over still images: slowly, and at one speed, so that a long shot does not move faster
/// than a short one.
public final class StillMotion {

    /// The share of the picture by which the view grows, shrinks, or moves in a second: 6 % in five seconds. More draws
    /// attention to itself, and half as much looks like a mistake.
    private static final Rational SPEED = Rational.of(12, 1_000);

    /// The largest share. Longer shots move more slowly instead, since the image would be cropped too much, and show
    /// too few of its pixels.
    private static final Rational MOST = Rational.of(15, 100);

    private static final List<MotionMode> AUTOMATIC =
            List.of(MotionMode.ZOOM_IN, MotionMode.PAN_LEFT, MotionMode.ZOOM_OUT, MotionMode.PAN_RIGHT);

    private StillMotion() {}

    /// Resolves [MotionMode#AUTO] by the name of the shot, so that another shot that is inserted or edited does not
    /// change it, unless it is the previous shot.
    ///
    /// @param name of the shot, independent of its position
    /// @param previous the motion of the still before it, which is not repeated; [MotionMode#NONE] if there is none
    static MotionMode chosen(MotionMode mode, String name, MotionMode previous) {
        if (mode != MotionMode.AUTO) {
            return mode;
        }
        int hash = ByteBuffer.wrap(Json.newSha256().digest(name.getBytes(StandardCharsets.UTF_8))).getInt();
        int index = Math.floorMod(hash, AUTOMATIC.size());
        MotionMode first = AUTOMATIC.get(index);
        return first == previous ? AUTOMATIC.get((index + 1) % AUTOMATIC.size()) : first;
    }

    /// Whether the motion of a still image may depend on the footage before it: on whether that is a still image, or on
    /// how that one moves.
    ///
    /// @param mode the motion that the project asks for
    /// @param name of the shot
    /// @param modeBefore the motion that the project asks for in the shot before
    /// @param nameBefore the name of the shot before
    public static boolean mayDependOn(MotionMode mode, String name, MotionMode modeBefore, String nameBefore) {
        MotionMode own = chosen(mode, name, MotionMode.NONE);
        MotionMode before = chosen(modeBefore, nameBefore, MotionMode.NONE);
        MotionMode otherwise = chosen(modeBefore, nameBefore, before);
        return mode == MotionMode.AUTO && (own == before || own == otherwise);
    }

    /// @param mode not [MotionMode#AUTO]
    /// @param frames of the whole item
    /// @param focus the point that keeps its place in a zoom, and the height of a pan
    static Optional<Motion> of(MotionMode mode, long frames, FrameRate rate, Focus focus) {
        Rational way = Rational.min(MOST, SPEED.times(rate.startOf(frames)));
        Motion.View whole = new Motion.View(Rational.ZERO, Rational.ZERO, Rational.ONE);
        Rational size = Rational.ONE.minus(way);
        Motion.View near = new Motion.View(focus.x().times(way), focus.y().times(way), size);
        Motion.View left = new Motion.View(Rational.ZERO, focus.y().times(way), size);
        Motion.View right = new Motion.View(way, focus.y().times(way), size);
        return switch (mode) {
            case NONE -> Optional.empty();
            case ZOOM_IN -> Optional.of(new Motion(whole, near, 0, frames));
            case ZOOM_OUT -> Optional.of(new Motion(near, whole, 0, frames));
            case PAN_LEFT -> Optional.of(new Motion(right, left, 0, frames));
            case PAN_RIGHT -> Optional.of(new Motion(left, right, 0, frames));
            case AUTO -> throw new IllegalArgumentException("the motion is not chosen yet");
        };
    }
}
