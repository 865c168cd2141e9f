/// Faults on demand: whole executions with a store, a network, and an FFmpeg that fail, processes that are killed,
/// and damaged inputs. A seed determines every fault.
@NullMarked
package aive.fault;

import org.jspecify.annotations.NullMarked;
