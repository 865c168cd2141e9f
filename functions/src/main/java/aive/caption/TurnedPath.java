package aive.caption;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gives paths one direction, so that several in one path do not cancel each other out by the nonzero winding rule.
final class TurnedPath {

    /// One line or curve.
    private static final class Segment {

        /// x and y of its start, of its control points, and of its end.
        private final double[] points;

        Segment(double... points) {
            this.points = points;
        }

        Segment reversed() {
            double[] reversed = new double[points.length];
            for (int i = 0; i < points.length; i += 2) {
                reversed[i] = points[points.length - 2 - i];
                reversed[i + 1] = points[points.length - 1 - i];
            }
            return new Segment(reversed);
        }

        /// Twice the area between the segment's polygon and the origin, with a sign for its direction.
        double area() {
            double area = 0;
            for (int i = 2; i < points.length; i += 2) {
                area += points[i - 2] * points[i + 1] - points[i] * points[i - 1];
            }
            return area;
        }

        void appendTo(Path2D path) {
            switch (points.length) {
                case 4 -> path.lineTo(points[2], points[3]);
                case 6 -> path.quadTo(points[2], points[3], points[4], points[5]);
                default -> path.curveTo(points[2], points[3], points[4], points[5], points[6], points[7]);
            }
        }
    }

    private TurnedPath() {}

    /// The same shape with a positive area: holes keep their direction relative to the whole.
    static Shape positive(Shape shape) {
        List<List<Segment>> contours = contours(shape);
        double area = contours.stream().flatMap(List::stream).mapToDouble(Segment::area).sum();
        return area < 0 ? reversed(contours) : shape;
    }

    private static Path2D reversed(List<List<Segment>> contours) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (List<Segment> contour : contours) {
            double[] end = contour.getLast().reversed().points;
            path.moveTo(end[0], end[1]);
            contour.reversed().forEach(segment -> segment.reversed().appendTo(path));
            path.closePath();
        }
        return path;
    }

    /// The closed outlines of a shape, without empty ones.
    private static List<List<Segment>> contours(Shape shape) {
        List<List<Segment>> contours = new ArrayList<>();
        List<Segment> contour = new ArrayList<>();
        double[] start = new double[2];
        double[] last = start;
        double[] points = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int type = path.currentSegment(points);
            int count = switch (type) {
                case PathIterator.SEG_MOVETO -> 0;
                case PathIterator.SEG_CLOSE -> 0;
                case PathIterator.SEG_LINETO -> 2;
                case PathIterator.SEG_QUADTO -> 4;
                default -> 6;
            };
            if (count > 0) {
                double[] segment = Arrays.copyOf(last, 2 + count);
                System.arraycopy(points, 0, segment, 2, count);
                contour.add(new Segment(segment));
                last = Arrays.copyOfRange(points, count - 2, count);
                continue;
            }
            close(contours, contour, last, start);
            contour = new ArrayList<>();
            if (type == PathIterator.SEG_MOVETO) {
                start = Arrays.copyOf(points, 2);
            }
            last = start;
        }
        close(contours, contour, last, start);
        return contours;
    }

    private static void close(List<List<Segment>> contours, List<Segment> contour, double[] last, double[] start) {
        if (!contour.isEmpty()) {
            contour.add(new Segment(new double[] {last[0], last[1], start[0], start[1]}));
            contours.add(contour);
        }
    }
}
