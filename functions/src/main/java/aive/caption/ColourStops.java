package aive.caption;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The colours of a gradient and their places on it, sorted by place. There is at least one.
///
/// Colours change linearly in sRGB and with straight alpha between two stops, as in Skia, which draws the same fonts in
/// Chrome and Android. Before the first stop and after the last, their colours continue.
record ColourStops(List<Stop> stops) {

    /// The smallest distance of two stops: Java2D needs increasing places. A pixel cannot show it.
    private static final float STEP = 0x1p-20f;

    /// @param place on the line of the gradient, where 0 is its beginning and 1 its end
    record Stop(double place, Color colour) {}

    ColourStops {
        if (stops.isEmpty()) {
            throw new IllegalArgumentException("a gradient has no colours");
        }
        stops = stops.stream().sorted(Comparator.comparingDouble(Stop::place)).toList();
    }

    double first() {
        return stops.getFirst().place();
    }

    double last() {
        return stops.getLast().place();
    }

    int leastAlpha() {
        return stops.stream().mapToInt(stop -> stop.colour().getAlpha()).min().orElseThrow();
    }

    /// The same colours at `scale` × place + `shift`.
    ///
    /// @param scale more than 0
    ColourStops moved(double scale, double shift) {
        return new ColourStops(
                stops.stream().map(stop -> new Stop(stop.place() * scale + shift, stop.colour())).toList());
    }

    /// The same colours from 0 on: a stop at 0 replaces those before it.
    ColourStops fromZero() {
        if (first() >= 0) {
            return this;
        }
        List<Stop> kept = new ArrayList<>(List.of(new Stop(0, colourAt(0))));
        stops.stream().filter(stop -> stop.place() > 0).forEach(kept::add);
        return new ColourStops(kept);
    }

    Color colourAt(double place) {
        Stop before = stops.getFirst();
        if (place <= before.place()) {
            return before.colour();
        }
        for (Stop stop : stops) {
            if (stop.place() > place) {
                return mixed(
                        before.colour(), stop.colour(), (place - before.place()) / (stop.place() - before.place()));
            }
            before = stop;
        }
        return before.colour();
    }

    /// The places for Java2D: increasing, from 0 to 1. A single stop is doubled.
    float[] fractions() {
        float[] fractions = new float[Math.max(2, stops.size())];
        for (int i = 0; i < fractions.length; i++) {
            float place = (float) stops.get(Math.min(i, stops.size() - 1)).place();
            fractions[i] = i == 0 ? Math.max(0, place) : Math.max(place, fractions[i - 1] + STEP);
        }
        float most = 1;
        for (int i = fractions.length - 1; i >= 0 && fractions[i] > most; i--) {
            fractions[i] = most;
            most -= STEP;
        }
        return fractions;
    }

    /// The colours for Java2D, one for each of [#fractions].
    Color[] colours() {
        Color[] colours = new Color[Math.max(2, stops.size())];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = stops.get(Math.min(i, stops.size() - 1)).colour();
        }
        return colours;
    }

    private static Color mixed(Color one, Color other, double share) {
        return new Color(
                mixed(one.getRed(), other.getRed(), share),
                mixed(one.getGreen(), other.getGreen(), share),
                mixed(one.getBlue(), other.getBlue(), share),
                mixed(one.getAlpha(), other.getAlpha(), share));
    }

    private static int mixed(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }
}
