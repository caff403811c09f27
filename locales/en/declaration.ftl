### The units of `content/declaration/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/declaration/_index.md

declaration-title = Revised draft declaration on the right to international solidarity
declaration-description = The revised draft declaration on the right to international solidarity, in Arabic, Chinese, English, French, Russian and Spanish.

## content/declaration/preamble.md

preamble-title = Preamble
preamble-p1 = Guided by the Charter of the United Nations and recalling, in particular, the determination of States expressed therein to reaffirm faith in fundamental human rights, in the dignity and worth of the human person, in the equal rights of men and women and of nations large and small,[^1]
preamble-p2 = Recalling that one of the purposes of the United Nations set out in its Charter is to achieve international cooperation in promoting and encouraging respect for human rights and fundamental freedoms for all without distinction and that all Member States pledge themselves to take joint and separate action in cooperation with the United Nations for the achievement of this purpose,[^2]
preamble-p3 = Recalling also that international solidarity inspires the Universal Declaration of Human Rights, in which the equal and inalienable rights of all members of the human family are recognized and which states that all human beings are born free and equal in dignity and rights, and affirms that everyone is entitled to a social and international order in which rights and freedoms can be fully realized,[^3]
preamble-p4 = Affirming that international solidarity is a fundamental and broad principle of international law,[^4] encompassing, but not limited to, sustainability and responsibility in international relations, the peaceful coexistence of all members of the international community, accountability of States to each other and to their respective citizens, organizations, constituents and stakeholders, equal partnerships and the equitable sharing of benefits and burdens,[^5]
preamble-p5 = Inspired by the principle of international solidarity to enable the full realization of human rights through a democratic and equitable international order characterized by cooperation to overcome global challenges and promote sustainable development,[^6]
preamble-p6 = Recognizing in this regard that international solidarity is essential in preventing and overcoming global challenges such as health emergencies, environmental degradation, climate change, armed conflict, forced migration, trafficking of persons, poverty in all its forms and dimensions, including extreme poverty, food insecurity, all forms of violence against women and children, racism and discrimination, violent extremism, terrorism, colonialism, foreign domination and occupation, aggression, unilateral coercive measures that are inappropriately or too broadly targeted, international and transnational crime, and corruption,[^7]
preamble-p7 = Taking into account the fifth preambular paragraph of both the International Covenant on Civil and Political Rights and the International Covenant on Economic, Social, and Cultural Rights, which state that individuals, having duties to other individuals and to the communities to which they belong, are under a responsibility to strive for the promotion and observance of the rights recognized therein,[^8]
preamble-p8 = Concerned by the discrimination and xenophobia against persons based on their race, ethnic, religious, or linguistic minority background, or refugee or migrant status, and bearing in mind the need for a collaborative approach to inclusion in conformity with international law, including the International Convention on the Elimination of All Forms of Racial Discrimination and the Declaration on the Rights of Persons Belonging to National or Ethnic, Religious and Linguistic Minorities,[^9]
preamble-p9 = Realizing the importance of the prevention of discrimination against women as articulated in the Convention on the Elimination of All Forms of Discrimination against Women, the Beijing Declaration and Platform for Action, and the Declaration on the Elimination of Violence Against Women,[^10]
preamble-p10 = Recalling that the Convention on the Rights of the Child calls for children to be brought up in the spirit of solidarity and recognizes the importance of international cooperation for improving the living conditions, health, and education of children, and for protecting the rights of the child everywhere,[^11]
preamble-p11 = Recalling the immanent human rights dimensions of the 1951 Convention relating to the Status of Refugees that calls for international cooperation, the Global Compact on Refugees and the Global Compact for Safe, Orderly and Regular Migration, which emanate from fundamental principles of humanity and international solidarity with refugees, migrants and host countries, and conclusion No. 52 on international solidarity and refugee protection of the Executive Committee of the United Nations High Commissioner for Refugees, which attaches the utmost importance to the principle of international solidarity in collectively implementing fundamental humanitarian principles of refugee protection, namely fulfilling international legal obligations to ensure access to the asylum process and to ensure full respect for the principle of non-refoulement,[^12]
preamble-p12 = Reaffirming the Declaration on the Right to Development and the importance of international solidarity as a vital component of the efforts of all countries to realize the right to development of their peoples and to promote the full enjoyment of economic, social and cultural rights,[^13] including through South-South and triangular cooperation,
preamble-p13 = Reaffirming all the rights of indigenous peoples recognized in the United Nations Declaration on the Rights of Indigenous Peoples as a standard of achievement to be pursued in a spirit of partnership and mutual respect, especially their right to freely pursue their development in all spheres, in accordance with their own needs and interests, their right to participate in decision-making in matters which would affect their rights, their right to free, prior and informed consent, and their right to cooperate with other peoples across borders,[^14]
preamble-p14 = Recalling the determination by States to take new steps forward in the commitment of the international community with a view to achieving substantial progress in human rights endeavours by an increased and sustained effort of international cooperation and solidarity as recognized in the United Nations Declaration on the Rights of Peasants and Other People Working in Rural Areas, including, inter alia, in relation to taking appropriate measures to cooperate, with a view to addressing transboundary tenure issues affecting peasants and other people working in rural areas that cross international boundaries,[^15]
preamble-p15 = Recalling the Guiding Principles on Business and Human Rights which underscore the need for States and other actors to ensure that businesses respect human rights throughout their operations,[^16]
preamble-p16 = Convinced that overcoming current and future global challenges, achieving internationally agreed development goals and the full realization of human rights for all critically rest on international solidarity,
preamble-p17 = Declares the following:
fn-1 = Charter of the United Nations, preamble.
fn-2 = Charter of the United Nations, chap. 1.
fn-3 = Universal Declaration of Human Rights.
fn-4 = See Ronald St. J. MacDonald, "Solidarity in the practice and discourse of public international law", *Pace International Law Review*, vol. 8, No. 2 (1996).
fn-5 = Busan Partnership for Effective Development Cooperation, outcome document of the Fourth High-level Forum on Aid Effectiveness, (29 November – 1 December 2011).
fn-6 = Human Rights Council resolution 25/15.
fn-7 = See The Secretary-General, "The world demands global solidarity to address today's challenges", United Nations Sustainable Development Group, 12 January 2021.
fn-8 = International Covenant on Civil and Political Rights; | OHCHR and International Covenant on Economic, Social and Cultural Rights | OHCHR.
fn-9 = International Convention on the Elimination of All Forms of Racial Discrimination; and General Assembly resolution 47/135 | OHCHR.
fn-10 = Convention on the Elimination of All Forms of Discrimination against Women New York, 18 December 1979 | OHCHR; Beijing Declaration and Platform for Action; and Declaration on the Elimination of Violence against Women | OHCHR.
fn-11 = Convention on the Rights of the Child | OHCHR.
fn-12 = Convention relating to the Status of Refugees | OHCHR; The Global Compact on Refugees; and the Global Compact for Safe, Orderly and Regular Migration | IOM.
fn-13 = Declaration on the Right to Development | OHCHR.
fn-14 = OHCHR | United Nations Declaration on the Rights of Indigenous Peoples.
fn-15 = United Nations Declaration on the Rights of Peasants and Other People Working in Rural Areas.
fn-16 = Guiding Principles on Business and Human Rights.

## content/declaration/part-1/_index.md

part-1-label = Part I
part-1-title = International solidarity: definition, principles, scope and objectives

## content/declaration/part-1/article-1.md

article-1-title = Article 1
article-1-p1 = International solidarity is an expression of unity by which peoples and individuals enjoy the benefits of a peaceful, just and equitable international order, secure their human rights and ensure sustainable development.
article-1-p2 = In accordance with the Charter of the United Nations, States, international organizations and non-State actors can, through cooperation in good faith, achieve common goals and solve global challenges.
article-1-p3 = International solidarity is a central principle in contemporary international law, based on and in furtherance of:
article-1-p4 = Justice, peace, sustainable development and equitable and fair partnerships between States as a basis for international cooperation;
article-1-p5 = Respect for, protection and fulfilment of human rights and fundamental freedoms for all individuals, without distinction as to race, colour, sex, language, religion, political or other opinion, national or social origin, property, birth, disability or other status;
article-1-p6 = Accountability of States concerning the implementation of their foreign policy and their bilateral, regional and international agreements;
article-1-p7 = The permanent sovereignty of each peoples over its natural wealth and resources.

## content/declaration/part-1/article-2.md

article-2-title = Article 2
article-2-p1 = International solidarity consists of preventive solidarity, reactive solidarity and international cooperation to solve global challenges:
article-2-p2 = Preventive solidarity is characterized by actions to safeguard and ensure the fulfilment of all human rights, through collective or individual efforts by individuals, peoples, civil society, the private sector, States and international organizations to fully respect and comply with their commitments under international law.
article-2-p3 = Reactive solidarity is characterized by collective or individual actions of the aforesaid actors to respond to and solve global challenges, including, inter alia, health emergencies, exposure to toxic substances, environmental degradation, natural or man-made disasters, climate change, armed conflict, forced migration, trafficking of persons, poverty in all its forms and dimensions, including extreme poverty, food insecurity, all forms of violence against women and children, racism and discrimination, violent extremism, terrorism, colonialism, foreign domination and occupation, aggression, unilateral coercive measures that are inappropriately or too broadly targeted, international and transnational crime and corruption.
article-2-p4 = International cooperation in the field of human rights rests on the premise that States and other actors should work together, with common but differentiated responsibilities, to ensure the full realization of rights and duties under international law. States and other actors act in solidarity by providing international support to each other in this area.

## content/declaration/part-1/article-3.md

article-3-title = Article 3
article-3-p1 = The general objectives of international solidarity are to create an enabling environment for:
article-3-p2 = Promoting the realization and enjoyment of all human rights and fundamental freedoms;
article-3-p3 = Engendering trust and mutual respect to foster peace and security, promote early response and prevention of conflict, provide humanitarian assistance and engage in peacebuilding;
article-3-p4 = Preventing and reducing asymmetries and inequities between and within States in realizing sustainable development, with particular attention paid to structural obstacles, such as systemic discrimination, that generate and perpetuate poverty and inequality worldwide and the concerns of the least developed countries and small island developing States;
article-3-p5 = Supporting refugee and migrant-centred approaches to the contemporary challenges of forced and irregular migration, including efforts to increase opportunities for safe, orderly and regular migration and legal protections for migrants, including access to justice;
article-3-p6 = Building the capacity to address, mitigate and adapt to the negative impacts of climate change, including through adequate compensation for the human rights violations attendant on loss and damage;
article-3-p7 = Empowering civil society organizations and social movements;
article-3-p8 = Combating corruption and illicit financial flows through investigation, asset recovery, tracing and freezing of the proceeds of corruption and the return and allocation of stolen funds to victims, where possible;[^17]
article-3-p9 = Countering misinformation, disinformation and hate speech with facts, science and knowledge;
article-3-p10 = Combating violence against women and the use of gender stereotypes;
article-3-p11 = Combating unilateral coercive measures that are inappropriately or too broadly targeted.
fn-17 = See “Combating corruption and illicit financial flows”, statement by the United Nations High Commissioner for Human Rights, 8 February 2022.

## content/declaration/part-2/_index.md

part-2-label = Part II
part-2-title = International solidarity as a right and a duty

## content/declaration/part-2/article-4.md

article-4-title = Article 4
article-4-p1 = The right to international solidarity is a right of individuals and peoples to participate meaningfully in, contribute to and enjoy a social and international order in which all human rights and fundamental freedoms can be realized.
article-4-p2 = Individuals and peoples are central subjects of, active participants in and beneficiaries of international solidarity.
article-4-p3 = The right to international solidarity is grounded in the codification and progressive development of international human rights law, reflecting all human rights and sustainable development, and is complemented by other responsibilities arising from commitments undertaken at the bilateral, regional and international levels.

## content/declaration/part-2/article-5.md

article-5-title = Article 5
article-5-p1 = The right to international solidarity belongs to and may be claimed by all individuals and peoples, individually and in association with others, without jurisdictional limitation.

## content/declaration/part-2/article-6.md

article-6-title = Article 6
article-6-p1 = All States, whether acting individually or collectively, including through international or regional organizations, have the duty to respect, protect and fulfil the right to international solidarity.
article-6-p2 = International organizations have the duty to respect the right to international solidarity. To this end, international organizations also have the obligation to refrain from conduct that aids, assists, controls or coerces a State or other international organization to breach obligations under international law.
article-6-p3 = Non-State actors also have the duty to respect the right to international solidarity. Non-State actors uphold this duty also by refraining from conduct that aids, assists, controls or coerces a State or non-State actor to breach obligations under international or national law and by providing transparent, accessible mechanisms for communication and response to solidarity demands presented to them by civil society, labor unions, indigenous peoples and other groups.

## content/declaration/part-3/_index.md

part-3-label = Part III
part-3-title = Implementing the right to international solidarity

## content/declaration/part-3/article-7.md

article-7-title = Article 7
article-7-p1 = States undertake to cooperate with each other and with non-State actors to implement the right to international solidarity to prevent and overcome global challenges.
article-7-p2 = States undertake to support each other in the establishment of transparent institutions to address discrimination and violence against women through reporting, according to indicators that are established for that purpose.
article-7-p3 = States agree to take appropriate steps, individually and jointly, including within international organizations, to conduct assessments of the actual and potential risks to and impacts on human rights, including of their national laws, policies and practices, and of the conduct of non-State actors that they are in a position to regulate, to ensure full compliance with their human rights obligations, including towards future generations.
article-7-p4 = States agree to take appropriate, transparent and inclusive action to ensure the active, free and meaningful participation of all individuals and peoples, including younger generations, in decision-making processes at the national, bilateral, regional and international levels on matters that affect their enjoyment of solidarity.
article-7-p5 = States agree to adopt and effectively implement policies and programmes, both domestically and transnationally, to promote and protect solidarity based on cultural diversity, engagement and exchange.

## content/declaration/part-3/article-8.md

article-8-title = Article 8
article-8-p1 = States may give full effect to the right to international solidarity by adopting legislative, administrative, budgetary or other measures. States and non-State actors can pursue solidarity agreements to facilitate access to technology, financing and infrastructure. States and international organizations should create indicators to measure the impact of transnational solidarity actions and deliver reports to the universal periodic review.
article-8-p2 = In accordance with their obligations under the major international human rights treaties, States shall ensure that actions or omissions by States and non-State actors do not harm the exercise and full enjoyment of international human rights.
article-8-p3 = In accordance with the right to freedom of expression, States have the duty to take steps within their respective capacities to facilitate the protection of actual and virtual spaces of communication, including access to the Internet and infrastructure, in order to enable individuals and peoples to share solidarity ideas.

## content/declaration/part-3/article-9.md

article-9-title = Article 9
article-9-p1 = States act in compliance with their duty through efforts to realize international solidarity as a human right that is indivisible from, interrelated to and interdependent on all other human rights, and is normatively anchored in a system of rights and corresponding obligations established by international law, relating to:
article-9-p2 = The promotion of peace and security, environmental protection, humanitarian assistance, education, health and food and nutritional security;
article-9-p3 = Ensuring participatory global governance through which structural inequalities and poverty are addressed;
article-9-p4 = Building the full, equal and meaningful political participation of all people in national, regional and global decision-making positions;
article-9-p5 = Creating a global enabling environment for sustainable development that is centred on individuals and peoples and is grounded in intergenerational justice and equity. This includes the increased use of sustainable agriculture and fishing, as well as the transition to renewable energy;
article-9-p6 = Correcting structures that increase the vulnerability of migrants and the violation of their human rights, including externalization of migration control and transfer mechanisms that frustrate access to asylum and to fair and effective refugee determination procedures;
article-9-p7 = Avoiding the deployment of unilateral coercive measures that are inappropriately or too broadly targeted, or which contribute to the exacerbation of human rights violations in affected States.
article-9-p8 = International cooperation should be aimed at ensuring that each State fulfils its primary responsibility to devote the necessary resources to the implementation of its human rights obligations at the national level, both in the immediate fulfilment of its core obligations as a priority and in the concrete, deliberate and targeted progressive realization of all human rights.

## content/declaration/part-3/article-10.md

article-10-title = Article 10
article-10-p1 = Nothing in the present Declaration shall be construed as being contrary to the Charter of the United Nations, or as implying that any person, natural or legal, people, group or State has a right to engage in any activity or to perform any act aimed at the violation of the rights set forth in international human rights instruments.
