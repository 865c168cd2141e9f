package aive.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The events of an execution, with the histories of the child executions of its distributed Maps.
///
/// It can be read while the execution runs.
public final class ExecutionHistory {

    private final String execution;
    private final EngineClock clock;
    private final ExecutionListener listener;
    private final ReentrantLock lock;
    private final List<HistoryEvent> events = new ArrayList<>();
    private final List<ExecutionHistory> children = new ArrayList<>();

    ExecutionHistory(String execution, EngineClock clock, ExecutionListener listener) {
        this(execution, clock, listener, new ReentrantLock());
    }

    private ExecutionHistory(String execution, EngineClock clock, ExecutionListener listener, ReentrantLock lock) {
        this.execution = execution;
        this.clock = clock;
        this.listener = listener;
        this.lock = lock;
    }

    /// Name of the execution.
    public String execution() {
        return execution;
    }

    /// The events so far, in order.
    public List<HistoryEvent> events() {
        return locked(() -> List.copyOf(events));
    }

    /// The histories of the child executions so far, in the order of their start.
    public List<ExecutionHistory> children() {
        return locked(() -> List.copyOf(children));
    }

    /// `{"execution", "events": [{"id", "previousEventId", "timestamp", "type", "details"}], "children": […]}`, where
    /// each child has the same form.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("execution", execution);
        ArrayNode list = json.putArray("events");
        for (HistoryEvent event : events()) {
            list.addObject()
                    .put("id", event.id())
                    .put("previousEventId", event.previousEventId())
                    .put("timestamp", Timestamps.format(event.timestamp()))
                    .put("type", event.type())
                    .set("details", event.details());
        }
        ArrayNode nested = json.putArray("children");
        children().forEach(child -> nested.add(child.toJson()));
        return json;
    }

    /// Adds an event and passes it to the listener.
    ///
    /// @return the id of the event
    long record(long previousEventId, String type, ObjectNode details) {
        return locked(() -> {
            HistoryEvent event = new HistoryEvent(events.size() + 1, previousEventId, clock.now(), type, details);
            events.add(event);
            listener.onEvent(execution, event);
            return event.id();
        });
    }

    /// Adds the history of a child execution. The child uses the lock of this history, so that the listener receives
    /// one event at a time.
    ExecutionHistory startChild(String name) {
        ExecutionHistory child = new ExecutionHistory(name, clock, listener, lock);
        return locked(() -> {
            children.add(child);
            return child;
        });
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
