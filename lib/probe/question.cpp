#include "probe/question.hpp"

namespace plumbline::probe {

void Answers::add(const Question& question, Answer answer) {
    answers_.insert_or_assign(question, std::move(answer));
}

const Answer& Answers::to(const Question& question) const {
    static const Answer never_asked = CannotTell{"this was not asked of the host"};
    const auto found = answers_.find(question);
    return found == answers_.end() ? never_asked : found->second;
}

} // namespace plumbline::probe
