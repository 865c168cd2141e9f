/// Reports on executions: one HTML page with the states, the function calls, the video, and the cost.
@NullMarked
package aive.report;

import org.jspecify.annotations.NullMarked;
