package aive.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Everything that happened in an execution, and in the child executions of its distributed Maps. May be read while it grows.
public final class History {

    private final String execution;
    private final Time time;
    private final ExecutionListener listener;
    private final ReentrantLock lock;
    private final List<HistoryEvent> events = new ArrayList<>();
    private final List<History> children = new ArrayList<>();

    History(String execution, Time time, ExecutionListener listener) {
        this(execution, time, listener, new ReentrantLock());
    }

    private History(String execution, Time time, ExecutionListener listener, ReentrantLock lock) {
        this.execution = execution;
        this.time = time;
        this.listener = listener;
        this.lock = lock;
    }

    /// Name of the execution.
    public String execution() {
        return execution;
    }

    /// What happened so far, in order.
    public List<HistoryEvent> events() {
        return locked(() -> List.copyOf(events));
    }

    /// The histories of child executions so far, in the order in which they started.
    public List<History> children() {
        return locked(() -> List.copyOf(children));
    }

    /// `{"execution", "events": [{"id", "previousEventId", "timestamp", "type", "details"}], "children": [the same again]}`.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("execution", execution);
        ArrayNode list = json.putArray("events");
        for (HistoryEvent event : events()) {
            list.addObject()
                    .put("id", event.id())
                    .put("previousEventId", event.previousEventId())
                    .put("timestamp", Timestamps.text(event.timestamp()))
                    .put("type", event.type())
                    .set("details", event.details());
        }
        ArrayNode nested = json.putArray("children");
        children().forEach(child -> nested.add(child.toJson()));
        return json;
    }

    /// @return the event's id
    long record(long previous, String type, ObjectNode details) {
        return locked(() -> {
            HistoryEvent event = new HistoryEvent(events.size() + 1, previous, time.now(), type, details);
            events.add(event);
            listener.happened(execution, event);
            return event.id();
        });
    }

    History startChild(String name) {
        History child = new History(name, time, listener, lock);
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
