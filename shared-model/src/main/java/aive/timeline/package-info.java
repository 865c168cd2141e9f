/// The timeline: shots and captions on the output's frame grid, without gaps.
@NullMarked
package aive.timeline;

import org.jspecify.annotations.NullMarked;
