#include "blame/judging/missing.hpp"
#include "blame/judging/ranking.hpp"
#include "blame/judging/suspicions.hpp"
#include "blame/judging/window.hpp"

namespace plumbline::blame {

drift::Case judge(const Inquiry& inquiry, const Chronicle& chronicle, const People& people,
                  const std::string& host) {
    drift::Case told{narrowed(inquiry, chronicle)};
    told.suspects = ranked(Suspicions(inquiry, chronicle, told.window, people, host).all());
    told.missing = missing_evidence(inquiry, chronicle, told.suspects);
    return told;
}

} // namespace plumbline::blame
