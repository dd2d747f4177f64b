package shop;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tarspay.Callback;

/** What was paid. In production two tables, the first with a unique column. */
@Component
class Books {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> paid = new ConcurrentHashMap<>();

    void credit(Callback callback) {
        if (seen.add(callback.getReplayKey()) && callback.isSuccess()) {
            paid.merge(callback.getMchOrderNo(), 1, Integer::sum);
        }
    }

    Map<String, Integer> paid() {
        return paid;
    }
}
