package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class TurnedPathTest {

    private static final AffineTransform MIRROR = AffineTransform.getScaleInstance(-1, 1);

    @Test
    void aPathOfPositiveAreaIsUnchanged() {
        // given
        Shape square = new Rectangle2D.Double(1, 2, 3, 4);
        // then
        assertSame(square, TurnedPath.positive(square));
    }

    @Test
    void aReversedPathHasTheSameCurvesAndHoles() {
        // given: a disc of cubic curves with a hole of quadratic ones and an open line, mirrored
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        path.append(new Ellipse2D.Double(-10, -10, 20, 20), false);
        path.moveTo(-5, 0);
        path.quadTo(-5, 5, 0, 5);
        path.quadTo(5, 5, 5, 0);
        path.lineTo(0, -5);
        Shape mirrored = MIRROR.createTransformedShape(path);
        // when
        Shape turned = TurnedPath.positive(mirrored);
        // then
        assertEquals(mirrored.getBounds2D(), turned.getBounds2D());
        for (double x = -10.25; x < 10.5; x += 0.5) {
            for (double y = -10.25; y < 10.5; y += 0.5) {
                assertEquals(mirrored.contains(x, y), turned.contains(x, y), x + ", " + y);
            }
        }
        assertFalse(turned.contains(0, 2));
        Path2D both = new Path2D.Double(Path2D.WIND_NON_ZERO);
        both.append(path, false);
        both.append(turned, false);
        assertTrue(both.contains(0, 8));
    }
}
